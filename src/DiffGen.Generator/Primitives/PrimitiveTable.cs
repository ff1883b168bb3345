using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace DiffGen.Generator.Primitives;

/// <summary>
/// Every function on real numbers that has a derivative, one row each; the rows are in the files of this class, by theme.
/// A function without a row is refused where it is called. On purpose there is none for <c>BitIncrement</c> and <c>BitDecrement</c>
/// (a step on the grid of numbers, not a function of reals); <c>SinCos</c> and <c>SinCosPi</c> give tuples, which the front end takes apart into
/// <c>Sin</c> and <c>Cos</c>.
/// </summary>
internal static partial class PrimitiveTable
{
    // Static fields are set in the order of the text: the rows are made of these.
    private static readonly Formula X = new Formula.Operand(0);
    private static readonly Formula Y = new Formula.Operand(1);
    private static readonly Formula Z = new Formula.Operand(2);
    private static readonly Formula R = new Formula.Result();

    private static readonly ImmutableArray<Primitive> rows = Collect();
    private static readonly Dictionary<string, Primitive> byName = IndexByName();
    private static readonly Dictionary<string, Primitive> byMethod = IndexByMethod();

    /// <summary>
    /// Its first operand, with the derivative of its second: <c>a + (e − stop(e))</c> without the rounding. It stands in no emitted code: what remains of it there is
    /// the first operand.
    /// </summary>
    public const string Attach = "Attach";

    /// <summary>The same where second derivatives follow: it stays, and stands in emitted code as its first operand.</summary>
    public const string Valued = "Valued";

    public static ImmutableArray<Primitive> All => rows;

    /// <summary>The row with this name.</summary>
    public static Primitive Get(string name) =>
        byName.TryGetValue(name, out Primitive? row) ? row : throw new ArgumentException($"There is no primitive '{name}'.", nameof(name));

    /// <summary>
    /// The row that a method of <c>Math</c>, <c>MathF</c>, <c>double</c> or <c>float</c> means, or of the runtime (<c>Special.Erf</c>); null where it has none.
    /// </summary>
    public static Primitive? FindMethod(string method, int arity) => byMethod.TryGetValue(Key(method, arity), out Primitive? row) ? row : null;

    private static ImmutableArray<Primitive> Collect() =>
        ImmutableArray.CreateRange<Primitive>(
            [.. Arithmetic, .. Exponential, .. Power, .. Trigonometric, .. Hyperbolic, .. Comparison, .. Rounding, .. Limits, .. Vectors, .. Special]);

    private static Dictionary<string, Primitive> IndexByName()
    {
        var index = new Dictionary<string, Primitive>(StringComparer.Ordinal);
        foreach (Primitive row in rows)
        {
            index.Add(row.Name, row);
        }

        index.Add(Attach, new Primitive(Attach, "{0}", "{0}", ImmutableArray.Create<Formula?>(null, 1)));
        index.Add(Valued, new Primitive(Valued, "{0}", "{0}", ImmutableArray.Create<Formula?>(null, 1)) { IsCheap = true, Lanes = "{0}" });
        return index;
    }

    private static Dictionary<string, Primitive> IndexByMethod()
    {
        var index = new Dictionary<string, Primitive>(StringComparer.Ordinal);
        foreach (Primitive row in rows)
        {
            foreach (string method in row.Methods)
            {
                index.Add(method.Contains("/") ? method : Key(method, row.Arity), row);
            }
        }

        return index;
    }

    private static string Key(string method, int arity) => method + "/" + arity.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Where .NET has a function.</summary>
    private enum Home
    {
        /// <summary>On <c>Math</c> and <c>MathF</c>, and again on <c>double</c> and <c>float</c>.</summary>
        Math,

        /// <summary>On <c>double</c> and <c>float</c> alone.</summary>
        Number,
    }

    private static Primitive Unary(string name, Func<Formula, Formula, Formula> partial, (double, double) domain, Home home = Home.Math) =>
        Function(name, home, [partial(X, R)], [domain]);

    private static Primitive Binary(
        string name,
        Func<Formula, Formula, Formula, Formula?> first,
        Func<Formula, Formula, Formula, Formula?> second,
        (double, double) domain,
        (double, double)? secondDomain = null,
        Home home = Home.Math) =>
        Function(name, home, [first(X, Y, R), second(X, Y, R)], [domain, secondDomain ?? domain]);

    private static Primitive Ternary(
        string name,
        Func<Formula, Formula, Formula, Formula> first,
        Func<Formula, Formula, Formula, Formula> second,
        Func<Formula, Formula, Formula, Formula> third,
        (double, double)[] domain,
        Home home = Home.Math) =>
        Function(name, home, [first(X, Y, Z), second(X, Y, Z), third(X, Y, Z)], domain);

    private static Primitive Function(string name, Home home, Formula?[] partials, (double, double)[] domain)
    {
        string call = name + OperandList(partials.Length);
        return home == Home.Math
            ? Row(name, "global::System.Math." + call, "global::System.MathF." + call, partials, domain, name)
            : Row(name, "double." + call, "float." + call, partials, domain, name);
    }

    /// <summary>An operator of C#.</summary>
    private static Primitive Operator(string name, string text, int precedence, Formula?[] partials, (double, double)[] domain) =>
        Row(name, text, text, partials, domain) with { Precedence = precedence };

    /// <summary>A function of vectors.</summary>
    private static string OnVectors(string name, int arity) => "global::DiffGen.VectorMath." + name + OperandList(arity);

    /// <summary>The runtime's form on vectors.</summary>
    private static string OnLanes(string name, int arity) => "global::DiffGen.CompilerServices.Lanes." + name + OperandList(arity);

    /// <summary>The compiler's own: a static method of the runtime with an overload for each real type.</summary>
    private static Primitive Own(string name, string call, Formula?[] partials, (double, double)[] domain)
    {
        string text = "global::DiffGen.CompilerServices." + call;
        return Row(name, text, text, partials, domain);
    }

    private static Primitive Row(string name, string? onDouble, string? onFloat, Formula?[] partials, (double, double)[] domain, params string[] methods) =>
        new(name, onDouble, onFloat, partials.ToImmutableArray()) { Methods = methods.ToImmutableArray(), Domain = domain.ToImmutableArray() };

    private static string OperandList(int arity) => arity switch
    {
        1 => "({0})",
        2 => "({0}, {1})",
        3 => "({0}, {1}, {2})",
        _ => throw new ArgumentOutOfRangeException(nameof(arity)),
    };

    private static Formula Call(string primitive, params Formula[] operands) => Formula.Apply(primitive, operands);
}
