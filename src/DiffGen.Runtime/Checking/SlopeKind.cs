namespace DiffGen.Checking;

/// <summary>What a function of one variable is like at a point, as far as differences show.</summary>
internal enum SlopeKind
{
    /// <summary>It has a derivative.</summary>
    Smooth,

    /// <summary>It is continuous, and has another slope on either side, or an infinite one.</summary>
    Kink,

    /// <summary>It is not continuous.</summary>
    Jump,

    /// <summary>There are too few finite values around.</summary>
    Undefined,
}
