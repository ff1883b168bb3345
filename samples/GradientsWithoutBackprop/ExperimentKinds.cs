using System;

namespace GradientsWithoutBackprop;

/// <summary>The experiments, each with an option of its name.</summary>
[Flags]
internal enum ExperimentKinds
{
    None = 0,
    Surfaces = 1,
    Classifiers = 2,
    Depth = 4,
    Estimators = 8,
    Temporal = 16,
    CriticalRate = 32,
    TwoPasses = 64,
    Directions = 128,
    Wide = 256,
    All = 511,
}
