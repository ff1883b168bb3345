using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// Puts sums together behind a loop, of what has been taken out of it: <c>s + 0.5 * (Σ z * z) / d + n * e</c>, where Σ z * z is in the range of numbers: z * z may not be where z * z / d is.
/// </summary>
/// <param name="inner">The loop.</param>
/// <param name="shape">Its vectors.</param>
/// <param name="builder">Takes the operations.</param>
/// <param name="mapped">What stands for a value of the loop outside of it.</param>
/// <param name="lanes">The sum in each lane, by its place among what the loop carries.</param>
/// <param name="start">The index of the first iteration on these vectors.</param>
/// <param name="done">The index behind the last one.</param>
internal sealed class TakenOut(InnerLoop inner, LaneShape shape, IrBuilder builder, Func<Value, Value> mapped, Func<int, Value?> lanes, Value start, Value done)
{
    private const string Runtime = "global::DiffGen.CompilerServices.Loops.";

    /// <summary>What IsSmallScale says yes to in either precision.</summary>
    private const double SmallNumber = 1e3;

    private readonly Dictionary<int, Value> _sums = [];

    /// <summary>
    /// Whether all sums whose terms are without their factors have the digits that they would have with them; null where there are none. One whose terms may be too small to be multiplied,
    /// zero for one, has them if its factor is small, too: nothing that is lost was above the subnormal numbers. One that overflows, with a factor of 1 or more overflows in any order.
    /// </summary>
    /// <param name="factored">What is put together of them.</param>
    public Value? Hold(IEnumerable<FactoredSum> factored)
    {
        var conditions = new List<Value>();
        foreach (IGrouping<int, FactoredTerm> terms in factored.SelectMany(f => f.Terms).Where(t => t.Carried >= 0).GroupBy(t => t.Carried))
        {
            IrType type = inner.Loop.Carried[terms.Key].Type;
            bool areNumbers = terms.All(t => t.Monomial.Scales.IsEmpty && Math.Abs(t.Monomial.Number) <= SmallNumber);
            if (!areNumbers || terms.Any(t => Math.Abs(t.Monomial.Number) < 1))
            {
                conditions.Add(Asked(type.Text + ".IsFinite", Sum(terms.Key, type)));
            }

            if (!areNumbers && terms.First().Monomial.Factors.Length > 1)
            {
                Value areSmall = terms.Select(t => Asked(Runtime + "IsSmallScale", Factor(t.Monomial, type))).Aggregate(And);
                conditions.Add(builder.Pure(IrType.Bool, "{0} || {1}", Precedences.Or, Asked(Runtime + "HasDigits", Sum(terms.Key, type)), areSmall));
            }
        }

        return conditions.Count == 0 ? null : conditions.Aggregate(And);

        Value Asked(string function, Value of) => builder.Pure(IrType.Bool, function + "({0})", Precedences.Call, of);

        Value And(Value a, Value b) => builder.Pure(IrType.Bool, "{0} && {1}", Precedences.And, a, b);
    }

    /// <summary>The sum with all that belongs to it.</summary>
    /// <param name="sum">What the loop itself has added up.</param>
    /// <param name="factored">What belongs to it.</param>
    public Value AddedTo(Value sum, FactoredSum factored)
    {
        foreach (FactoredTerm term in factored.Terms)
        {
            Value part = Part(term, sum.Type);
            bool isNegated = term.Monomial.Number < 0;
            sum = inner.IsZero(sum) ? isNegated ? builder.Apply("Negate", sum.Type, part) : part : builder.Apply(isNegated ? "Subtract" : "Add", sum.Type, sum, part);
        }

        return sum;
    }

    private Value Part(FactoredTerm term, IrType type)
    {
        Value part = Sum(term.Carried, type);
        foreach ((Value value, bool divides, bool isStrong) in term.Monomial.Scales)
        {
            part = divides ? builder.Apply("Divide", type, part, mapped(value))
                : isStrong ? builder.Apply("StrongMultiply", type, mapped(value), part)
                : builder.Apply("Multiply", type, mapped(value), part);
        }

        return Math.Abs(term.Monomial.Number) == 1 ? part : builder.Apply("Multiply", type, Number(term.Monomial, type), part);
    }

    /// <summary>By what the sum is multiplied; its sign does not matter.</summary>
    private Value Factor(Monomial monomial, IrType type) =>
        monomial.Scales.Aggregate(Number(monomial, type), (factor, scale) => builder.Apply(scale.Divides ? "Divide" : "Multiply", type, factor, mapped(scale.Value)));

    private Value Number(Monomial monomial, IrType type)
    {
        double number = Math.Abs(monomial.Number);
        return builder.Constant(type, type.Real == RealKind.Float ? Literals.Real((float)number) : Literals.Real(number));
    }

    /// <summary>The sum over the lanes, or the number of iterations.</summary>
    private Value Sum(int carried, IrType type)
    {
        if (!_sums.TryGetValue(carried, out Value? sum))
        {
            _sums[carried] = sum = carried >= 0
                ? builder.Pure(type, shape.Spelled("{V}.Sum({0})"), Precedences.Call, lanes(carried)!)
                : builder.Apply("FromInteger", type, inner.Descends ? Passed(start, done) : Passed(done, start));
        }

        return sum;
    }

    private Value Passed(Value high, Value low) => inner.Number(low) == 0 ? high : builder.Pure(IrType.Int, "{0} - {1}", Precedences.Additive, high, low);
}
