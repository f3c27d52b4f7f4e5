#!/usr/bin/env node
// Committed as it is, so that npm can link it before anything is built.
import "#bin";
