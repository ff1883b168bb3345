namespace DiffGen.Training;

/// <summary>The formats of a <see cref="MetricsFile"/>.</summary>
public enum MetricsFormat
{
    /// <summary>Comma-separated values with a line of names (RFC 4180). A number that was not measured is empty.</summary>
    Csv,

    /// <summary>One JSON object per line. A number that was not measured is left out; infinities and NaN, which JSON does not have, are strings.</summary>
    JsonLines,
}
