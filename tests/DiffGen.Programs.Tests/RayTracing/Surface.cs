namespace DiffGen.Programs.RayTracing;

/// <summary>How a surface throws light back.</summary>
public enum Surface
{
    /// <summary>Equally to all sides (Lambert).</summary>
    Matte,

    /// <summary>Also with a highlight around the mirrored direction (Phong).</summary>
    Glossy,

    /// <summary>Not at all: it shows its own colour.</summary>
    Flat,
}
