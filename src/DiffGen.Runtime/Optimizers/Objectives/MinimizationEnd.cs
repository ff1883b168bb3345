namespace DiffGen;

/// <summary>Why a minimization ended.</summary>
public enum MinimizationEnd
{
    /// <summary>The gradient is small enough.</summary>
    GradientSmall,

    /// <summary>The parameters, or the value, hardly changed any more.</summary>
    ChangeSmall,

    /// <summary>The largest number of iterations was made.</summary>
    IterationLimit,

    /// <summary>No point along the last direction was good enough; the parameters are the best that was found.</summary>
    NoProgress,

    /// <summary>The value or the gradient at the starting point was infinite or NaN.</summary>
    NotFinite,
}
