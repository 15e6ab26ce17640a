import type { RouteObject } from 'react-router-dom';

export const peoplePages: RouteObject[] = [];
