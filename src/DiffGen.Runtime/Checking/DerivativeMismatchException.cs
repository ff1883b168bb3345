using System;

namespace DiffGen;

/// <summary>A derivative is wrong, or could not be checked; the message says which and where.</summary>
public sealed class DerivativeMismatchException : Exception
{
    /// <summary>Makes the exception of a report.</summary>
    /// <param name="report">What was found.</param>
    /// <exception cref="ArgumentNullException">There is no report.</exception>
    public DerivativeMismatchException(DerivativeReport report)
        : base((report ?? throw new ArgumentNullException(nameof(report))).ToString()) => Report = report;

    /// <summary>What was found.</summary>
    public DerivativeReport Report { get; }
}
