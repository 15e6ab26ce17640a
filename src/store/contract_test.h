#pragma once

// The contract of store.h and transaction.h as tests. A store passes them by saying, in one of its
// own *_test.cc files:
//
//   INSTANTIATE_TEST_SUITE_P(Sqlite, StoreContract, ::testing::Values(NamedBackend{…}),
//   backend_name);
#include "store/contract/access.h"
#include "store/contract/batches.h"
#include "store/contract/branding.h"
#include "store/contract/catalogue.h"
#include "store/contract/credentials.h"
#include "store/contract/fixture.h"
#include "store/contract/history.h"
#include "store/contract/isolation.h"
#include "store/contract/journal.h"
#include "store/contract/kept_answers.h"
#include "store/contract/large_batches.h"
#include "store/contract/long_work.h"
#include "store/contract/members.h"
#include "store/contract/operator_keys.h"
#include "store/contract/operators.h"
#include "store/contract/resources.h"
#include "store/contract/schemas.h"
#include "store/contract/setup_links.h"
#include "store/contract/sign_in.h"
#include "store/contract/snapshots.h"
#include "store/contract/tokens.h"
#include "store/contract/turns.h"
