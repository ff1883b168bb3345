using System.Collections.Immutable;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Primitives;

/// <summary>
/// One row of the table: a function on real numbers, how C# writes it, and its partial derivatives.
/// Both modes, the simplifier, the emitter, the docs and the tests follow from the row.
/// </summary>
/// <param name="Name">Its name in the IR, unique in the table.</param>
/// <param name="Double">How C# writes it where the result is a <c>double</c>, <c>{0}</c>, <c>{1}</c>, … being the operands; null where there is no such form.</param>
/// <param name="Float">The same on <c>float</c>.</param>
/// <param name="Partials">One per operand; null where the derivative is zero everywhere (a flat function, an integer operand).</param>
internal sealed record Primitive(string Name, string? Double, string? Float, ImmutableArray<Formula?> Partials)
{
    public int Arity => Partials.Length;

    /// <summary>A partial has a pole at a finite point, or overflows: a cotangent or tangent of exactly zero stays zero (<c>StrongMultiply</c>).</summary>
    public bool HasPole { get; init; }

    /// <summary>
    /// A partial of exactly zero means that the operand does not matter here, whatever comes in: <c>Sqrt(Max(x, 0))</c> at −1 is flat, though the cotangent
    /// of <c>Max</c> is infinite there.
    /// </summary>
    public bool ZeroPartialWins { get; init; }

    /// <summary>The primitive that multiplies a tangent or cotangent (first operand) by a partial (second operand) of this row.</summary>
    public string Product => ZeroPartialWins ? "StrongProduct" : HasPole ? "StrongMultiply" : "Multiply";

    /// <summary>
    /// The last operand is always the result of this primitive on the other operands, handed on so that it is not computed twice. It is no operand of its
    /// own: its partial is null, and those of the others are total.
    /// </summary>
    public string? Carries { get; init; }

    /// <summary>About as cheap as a load: the reverse sweep computes it again rather than saving it.</summary>
    public bool IsCheap { get; init; }

    /// <summary>
    /// How C# writes it on SIMD vectors, one call in each lane: <c>{V}</c> is the static class of the vectors (<c>Vector512</c>), <c>{R}</c> the element type's
    /// name (<c>Double</c>). Null where there is no such form: it is then computed lane by lane.
    /// </summary>
    public string? Lanes { get; init; }

    /// <summary>The mask of the lanes for which the scalar function throws, written as <see cref="Lanes"/>; null where it never does.</summary>
    public string? LanesThrow { get; init; }

    /// <summary>The binding strength of an operator as C# writes it; <see cref="Precedences.Call"/> for a call.</summary>
    public int Precedence { get; init; } = Precedences.Call;

    /// <summary>The methods that mean this primitive, as <c>Name</c> or <c>Name/arity</c>, on <c>Math</c>, <c>MathF</c>, <c>double</c> and <c>float</c>; those of the runtime with their class, <c>Special.Erf</c>. Empty: the compiler's own.</summary>
    public ImmutableArray<string> Methods { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Where the tests sample each operand: a range in which the function is smooth (of a carried operand: any).</summary>
    public ImmutableArray<(double Low, double High)> Domain { get; init; } = ImmutableArray<(double, double)>.Empty;

    /// <summary>The operands that are integers or enums (<c>Math.ScaleB(x, n)</c>).</summary>
    public ImmutableArray<int> IntegerOperands { get; init; } = ImmutableArray<int>.Empty;

    /// <summary>How C# writes it where the result is of a real type, or of a type parameter that stands for one; null where there is no such form.</summary>
    /// <param name="type">The type of the result.</param>
    public string? Template(IrType type) => type.Real switch
    {
        RealKind.Float => Float,
        RealKind.Generic => Generic(type.Text),
        _ => Double,
    };

    /// <summary>The static members of <c>IFloatingPointIeee754</c> have the names of those of <c>double</c>; where <c>Math</c> has a name of its own, the row is refused.</summary>
    private string? Generic(string type) => Name switch
    {
        "FromInteger" or "Convert" => type + ".CreateChecked({0})",
        "Sigmoid" or "Softplus" => null,
        "IeeeRemainder" => type + ".Ieee754Remainder({0}, {1})",
        _ => Double?.Replace("global::System.Math.", type + ".").Replace("double.", type + "."),
    };

    /// <summary>True where no operand has a derivative.</summary>
    public bool IsFlat
    {
        get
        {
            foreach (Formula? partial in Partials)
            {
                if (partial is not null)
                {
                    return false;
                }
            }

            return true;
        }
    }
}

/// <summary>Binding strengths of C# operators, weakest first, for setting no more parentheses than needed.</summary>
internal static class Precedences
{
    public const int Conditional = 1;
    public const int Or = 2;
    public const int And = 3;
    public const int Equality = 7;
    public const int Relational = 8;
    public const int Shift = 9;
    public const int Additive = 10;
    public const int Multiplicative = 11;
    public const int Unary = 13;
    public const int Call = 15;
}
