// Descriptions of structs, for the files that read them: the codec and what is generated. To all others they are
// nothing, as they cost a quarter of the time that a file which includes the protocol takes to compile
// (docs/adr/0025-one-of.md).
#pragma once

#ifdef STAFFROOM_READS_DESCRIPTIONS
#include <boost/describe/class.hpp>
/// STAFFROOM_DESCRIBE(Struct, (Bases…), (members…)), in the order in which they go over the wire.
#define STAFFROOM_DESCRIBE BOOST_DESCRIBE_STRUCT
#else
#define STAFFROOM_DESCRIBE(...)
#endif
