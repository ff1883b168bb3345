using System;
using System.Collections.Generic;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>Puts sums together behind a loop, of what has been taken out of it: <c>s + 0.5 * (Σ z * z) / d + n * e</c>.</summary>
/// <param name="inner">The loop.</param>
/// <param name="shape">Its vectors.</param>
/// <param name="builder">Takes the operations.</param>
/// <param name="mapped">What stands for a value of the loop outside of it.</param>
/// <param name="lanes">The sum in each lane, by its place among what the loop carries.</param>
/// <param name="start">The index of the first iteration on these vectors.</param>
/// <param name="done">The index behind the last one.</param>
internal sealed class TakenOut(InnerLoop inner, LaneShape shape, IrBuilder builder, Func<Value, Value> mapped, Func<int, Value?> lanes, Value start, Value done)
{
    private readonly Dictionary<int, Value> _sums = [];

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

        double number = Math.Abs(term.Monomial.Number);
        return number == 1 ? part : builder.Apply("Multiply", type, builder.Constant(type, type.Real == RealKind.Float ? Literals.Real((float)number) : Literals.Real(number)), part);
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
