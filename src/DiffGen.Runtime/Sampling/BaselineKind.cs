namespace DiffGen.Sampling;

/// <summary>What is subtracted from the costs of a site that goes by its score. None of these moves the mean of the estimates.</summary>
public enum BaselineKind
{
    /// <summary>The moving average of the costs of earlier estimates.</summary>
    MovingAverage,

    /// <summary>
    /// b* = E[J s²]/E[s²], s being the derivative of the log-probability by the parameter of the distribution: the baseline of least variance (Weaver and Tao, 2001; Greensmith, Bartlett and Baxter,
    /// JMLR 5, 2004). For distributions of one real parameter; for those of several see <see cref="ScoreBaseline.PerParameter"/>, without which it is the moving average.
    /// </summary>
    Optimal,

    /// <summary>
    /// The mean of the results of the other samples of the call (Kool, van Hoof and Welling, "Buy 4 REINFORCE samples, get a baseline for free!", 2019). Each sample is simulated once more. Of results, not
    /// of costs: best where a site answers for most of the result. With one sample it is 0.
    /// </summary>
    LeaveOneOut,

    /// <summary>What the caller sets: a constant, or what a model says of the inputs of this call. It must not depend on what the call draws.</summary>
    Given,

    /// <summary>0.</summary>
    None,
}
