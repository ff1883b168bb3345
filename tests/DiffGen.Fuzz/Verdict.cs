namespace DiffGen.Fuzz;

internal enum Outcome
{
    Right,

    /// <summary>Not a program: it does not compile, runs for ever, or overflows.</summary>
    Invalid,
    Refused,
    Internal,
    DoesNotCompile,
    Signature,
    PrimalDiffers,
    InputWritten,
    Throws,
    ThrownGradient,
    Adjoint,
    Difference,
    GradientUnlikeVjp,
    Accumulation,
    GarbageRead,
    Hessian,
    Jacobian,
    Allocates,
    Hangs,
}

/// <summary>What became of one program.</summary>
internal sealed record Verdict(Outcome Outcome, string Message)
{
    public string Detail { get; init; } = "";

    /// <summary>Checked against differences.</summary>
    public bool Smooth { get; init; }

    /// <summary>Set aside: its derivative moves when its inputs move by an ulp.</summary>
    public bool IllConditioned { get; init; }

    /// <summary>The method itself throws; its companions did likewise.</summary>
    public bool Throwing { get; init; }

    /// <summary>Its derivative is zero at every point tried: little is proved by it.</summary>
    public bool Flat { get; init; }

    /// <summary>Neither the method nor its companions allocate.</summary>
    public bool AllocationFree { get; init; }

    public bool NotFinite { get; init; }

    /// <summary>A disagreement with differences at the one point only: a kink.</summary>
    public bool Kink { get; init; }

    public bool IsWrong => Outcome is not (Outcome.Right or Outcome.Invalid or Outcome.Refused);
}
