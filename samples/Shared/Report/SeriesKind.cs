namespace DiffGen.Samples.Report;

/// <summary>How a curve is drawn.</summary>
internal enum SeriesKind
{
    /// <summary>A line with a dot at each point.</summary>
    Line,

    /// <summary>A dashed line in the colour of the curve before it: what theory says of that one.</summary>
    Theory,

    /// <summary>Dots alone.</summary>
    Dots,

    /// <summary>A thin grey line in the background, without an entry in the legend.</summary>
    Background,
}
