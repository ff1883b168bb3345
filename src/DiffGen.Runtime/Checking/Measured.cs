namespace DiffGen.Checking;

/// <summary>What was found along one direction.</summary>
/// <param name="results">The number of results m.</param>
/// <param name="companions">The number of companions.</param>
internal sealed class Measured(int results, int companions)
{
    /// <summary>By differences, for each result.</summary>
    public Slope[] Slopes { get; } = new Slope[results];

    /// <summary>By each companion, for each result.</summary>
    public double[,] Given { get; } = new double[companions, results];

    /// <summary>How the two compare.</summary>
    public Verdict[,] Verdicts { get; } = new Verdict[companions, results];

    /// <summary>Whether all agree.</summary>
    public bool AllAgree
    {
        get
        {
            foreach (Verdict verdict in Verdicts)
            {
                if (verdict.Kind is not null)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Whether a number is wrong.</summary>
    public bool AnyMismatch
    {
        get
        {
            foreach (Verdict verdict in Verdicts)
            {
                if (verdict.Kind == DerivativeFindingKind.Mismatch)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
