using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Vectorize;

/// <summary>How large the numbers of an iteration are at most, where none that it is given is larger than 2⁴⁰, nor than 2⁵ where exponentials are taken of it: what has a bound is finite.</summary>
internal sealed class NumberSizes : SizeBounds
{
    /// <summary>Of what the iteration is given, and of that of which exponentials are taken.</summary>
    private const int OfInputs = 40, OfExponents = 5;

    /// <summary>exp(2⁷) is 2¹⁸⁵.</summary>
    private const int LargestExponent = 7;

    private readonly Variation _variation;
    private readonly Value[] _parameters;
    private readonly HashSet<int> _exponents = [];

    private NumberSizes(IrFunction iteration, Variation variation, BufferRoots roots)
        : base(iteration, roots)
    {
        _variation = variation;
        _parameters = [.. iteration.Parameters.Select(p => p.Value)];
        FindExponents(iteration.Body);
        foreach (Value parameter in _parameters)
        {
            Grow(parameter, BoundOf(parameter));
        }

        foreach (Op op in iteration.Body.Walked)
        {
            foreach (Value buffer in op.Operands.Concat(op.Results).Where(v => v.Type.IsRealBuffer))
            {
                // What other operations do with memory is not looked into.
                bool isPlain = op is Load or Store or Fill or Copy or View or Allocate or If or For or While or Opaque { Template: "{0}.Length" };
                GrowElements(buffer, isPlain && Roots.Sources(Roots.RootOf(buffer)).All(s => s is Allocate) ? 0 : isPlain && IsInput(buffer) ? BoundOf(buffer) : Unbounded);
            }
        }
    }

    /// <param name="iteration">One iteration of an outer loop.</param>
    /// <param name="variation">What differs from iteration to iteration.</param>
    /// <param name="roots">Its memory.</param>
    public static NumberSizes Of(IrFunction iteration, Variation variation, BufferRoots roots)
    {
        var sizes = new NumberSizes(iteration, variation, roots);
        sizes.Run();
        return sizes;
    }

    /// <summary>The logarithm, to the base 2, of what a number or the elements of a buffer that the iteration is given are taken to be at most.</summary>
    public int BoundOf(Value input) => _exponents.Contains(IdOf(input)) ? OfExponents : OfInputs;

    /// <summary>Numbers that the iteration is given, and only reads.</summary>
    public bool IsInput(Value buffer) => !_variation.IsSum(buffer) && !_variation.IsSaved(buffer) && Roots.Sources(Roots.RootOf(buffer)).All(s => s is null)
        && _parameters.Where(p => p.Type.IsBuffer && Roots.RootOf(p) == Roots.RootOf(buffer)).All(p => p.Type.Buffer is BufferKind.Array or BufferKind.Span or BufferKind.ReadOnlySpan && p.Type.Element == "double");

    protected override int? Given(Op op, Value result) => op switch
    {
        Constant constant => OfConstant(constant.Text),
        Apply apply => Given(apply),
        Opaque { Template: "{0}" or "(double){0}", Arguments.Length: 1 } cast when LaneTemplates.IsInteger(cast.Arguments[0].Type) => 64,
        Pop pop => _variation.SavedBy(pop) is { } saved ? Of(saved) : Unbounded,
        _ => Unbounded,
    };

    private int IdOf(Value input) => input.Type.IsBuffer ? Roots.RootOf(input) : input.Id;

    /// <summary>Inputs that go into exponentials by way of sums and products.</summary>
    private void FindExponents(Region body)
    {
        var into = new Stack<Value>(body.Walked.OfType<Apply>().Where(a => a.Primitive == "Exp").Select(a => a.Arguments[0]));
        while (into.Count > 0)
        {
            Value value = into.Pop();
            switch (DefinitionOf(value))
            {
                case null:
                    _exponents.Add(value.Id);
                    break;
                case Load load when IsInput(load.Buffer):
                    _exponents.Add(IdOf(load.Buffer));
                    break;
                case Apply { Primitive: "Add" or "Subtract" or "Multiply" or "Negate" } apply:
                    foreach (Value argument in apply.Arguments)
                    {
                        into.Push(argument);
                    }

                    break;
            }
        }
    }

    private int? Given(Apply apply)
    {
        int?[] bits = [.. apply.Arguments.Select(Of)];
        return apply.Primitive switch
        {
            _ when bits.Any(b => b is null) => null,
            "Multiply" or "StrongMultiply" or "StrongProduct" => Product(bits[0], bits[1]),
            "Add" or "Subtract" => Larger(Max(bits[0], bits[1]), 1),
            "Negate" or "Abs" => bits[0],
            "Max" or "Min" => Max(bits[0], bits[1]),
            "Exp" when bits[0] <= LargestExponent => (int)Math.Ceiling(Math.Pow(2, bits[0]!.Value) / Math.Log(2)),
            "MaxX" or "MinX" or "Sin" or "Cos" or "Tanh" or "Sigmoid" when bits.All(b => b != Unbounded) => 0,
            _ => Unbounded,
        };
    }

    private static int OfConstant(string text) =>
        double.TryParse(text.TrimEnd('d', 'D', 'f', 'F'), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && Math.Abs(value) <= 1L << OfInputs
            ? Math.Abs(value) <= 1 ? 0 : (int)Math.Ceiling(Math.Log(Math.Abs(value), 2) + 0.001)
            : Unbounded;
}
