namespace DiffGen;

/// <summary>What <see cref="DerivativeCheck"/> has to say about a number.</summary>
public enum DerivativeFindingKind
{
    /// <summary>The number is wrong: it differs from the expected one by more than the tolerance and the error of the differences.</summary>
    Mismatch,

    /// <summary>
    /// The function is not smooth here, so that there is no one number to expect. The given one lies between the slopes on both sides (else it is a
    /// <see cref="Mismatch"/>), or the function jumps. Nothing is wrong; but the check says little at such a point.
    /// </summary>
    NotSmooth,

    /// <summary>Differences cannot tell: the function has no finite values around the point, or its rounding noise hides the derivative.</summary>
    Undetermined,
}
