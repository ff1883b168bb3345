using System;
using System.Linq;
using System.Reflection;
using DiffGen.Generator.Primitives;
using Xunit;

namespace DiffGen.Generator.Tests.Primitives;

/// <summary>The table as a table: complete, consistent, and found by the names that C# uses.</summary>
public class PrimitiveTableTests
{
    [Theory]
    [InlineData(typeof(Math))]
    [InlineData(typeof(MathF))]
    [InlineData(typeof(double))]
    [InlineData(typeof(float))]
    public void Every_real_function_has_a_row_or_is_left_out_on_purpose(Type type)
    {
        string[] withoutRow =
        [
            .. from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
               where method.ReturnType == typeof(double) || method.ReturnType == typeof(float)
               where method.GetParameters().Any(p => p.ParameterType == typeof(double) || p.ParameterType == typeof(float))
               where PrimitiveTable.FindMethod(method.Name, method.GetParameters().Length) is null
               select method.Name,
        ];
        Assert.Equal(["BitDecrement", "BitIncrement"], withoutRow.Distinct().Order());
    }

    [Theory]
    [InlineData("Tanh", 1, "Tanh")]
    [InlineData("Log", 1, "Log")]
    [InlineData("Log", 2, "LogBase")]
    [InlineData("Round", 1, "Round")]
    [InlineData("Round", 2, "RoundTo")]
    [InlineData("Round", 3, "RoundToBy")]
    [InlineData("Ieee754Remainder", 2, "IeeeRemainder")]
    [InlineData("IEEERemainder", 2, "IeeeRemainder")]
    public void Methods_are_found_by_name_and_arity(string method, int arity, string name) => Assert.Equal(name, PrimitiveTable.FindMethod(method, arity)?.Name);

    [Theory]
    [InlineData("Tanh", 2)]
    [InlineData("tanh", 1)]
    [InlineData("BitIncrement", 1)]
    [InlineData("SinCos", 1)]
    [InlineData("PowX", 3)]
    [InlineData("Add", 2)]
    public void Other_methods_are_not(string method, int arity) => Assert.Null(PrimitiveTable.FindMethod(method, arity));

    [Fact]
    public void A_name_that_no_row_has_is_an_error() => Assert.Throws<ArgumentException>(() => PrimitiveTable.Get("Gamma"));

    [Fact]
    public void Rows_are_consistent()
    {
        foreach (Primitive row in PrimitiveTable.All)
        {
            Assert.Same(row, PrimitiveTable.Get(row.Name));
            Assert.True(row.Arity == row.Domain.Length, $"{row.Name}: one domain per operand");
            Assert.True(row.Double is not null || row.Float is not null, $"{row.Name}: a form in C#");
            Assert.All(row.IntegerOperands, i => Assert.Null(row.Partials[i]));
            Assert.Equal(row.IsFlat, row.Partials.All(p => p is null));
            if (row.Carries is not null)
            {
                Assert.Null(row.Partials[^1]);
                Assert.Equal(PrimitiveTable.Get(row.Carries).Arity, row.Arity - 1);
            }

            foreach (Formula? partial in row.Partials)
            {
                Check(partial, row);
            }
        }
    }

    [Fact]
    public void What_takes_longer_than_a_few_loads_is_not_cheap()
    {
        string[] cheap = [.. PrimitiveTable.All.Where(row => row.IsCheap).Select(row => row.Name)];
        Assert.Superset(new[] { "Add", "Subtract", "Multiply", "Negate", "Widen", "Narrow", "FromInteger", "Abs", "Max", "Min" }.ToHashSet(), cheap.ToHashSet());
        Assert.Empty(cheap.Intersect(["Exp", "Log", "Sin", "Tanh", "Pow", "RootN", "Hypot", "Atan2", "Remainder", "Cbrt"]));
    }

    private static void Check(Formula? formula, Primitive row)
    {
        switch (formula)
        {
            case Formula.Operand operand:
                Assert.InRange(operand.Index, 0, row.Arity - 1);
                break;
            case Formula.Application application:
                Primitive inner = PrimitiveTable.Get(application.Primitive);
                Assert.Equal(inner.Arity, application.Operands.Length);
                Assert.True(inner.IntegerOperands.IsEmpty, $"{row.Name}: formulas are real, {inner.Name} takes an integer");
                foreach (Formula operand in application.Operands)
                {
                    Check(operand, row);
                }

                break;
        }
    }
}
