using System.Linq;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Tests.Primitives;

/// <summary>The reverse mode in twenty lines: the gradient of a formula as a formula, with each row's product between cotangent and partial.</summary>
internal static class SymbolicGradient
{
    public static Formula Of(Formula function, int variable) => Gather(function, variable, 1) ?? 0;

    private static Formula? Gather(Formula node, int variable, Formula cotangent)
    {
        if (node is Formula.Operand operand)
        {
            return operand.Index == variable ? cotangent : null;
        }

        Formula? sum = null;
        if (node is Formula.Application application)
        {
            Primitive row = PrimitiveTable.Get(application.Primitive);
            for (int i = 0; i < row.Arity; i++)
            {
                if (row.Partials[i] is { } partial &&
                    Gather(application.Operands[i], variable, Formula.Apply(row.Product, cotangent, Substitute(partial, application))) is { } term)
                {
                    sum = sum is null ? term : sum + term;
                }
            }
        }

        return sum;
    }

    private static Formula Substitute(Formula partial, Formula.Application call) => partial switch
    {
        Formula.Operand operand => call.Operands[operand.Index],
        Formula.Result => call,
        Formula.Application application => Formula.Apply(application.Primitive, [.. application.Operands.Select(o => Substitute(o, call))]),
        _ => partial,
    };
}
