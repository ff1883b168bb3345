using System;
using System.Linq;
using DiffGen.Gradient.Tests.Harness;
using Golden.Primitives;
using Xunit;

namespace DiffGen.Gradient.Tests.Primitives;

/// <summary>
/// The functions of <c>Math</c>, <c>MathF</c>, <c>double</c> and <c>float</c>. Each has a marked method beside this file, to which all the tests of
/// companions apply in both modes; that none is missing is checked against the table in the generator's tests.
/// </summary>
public class PrimitiveTests
{
    private static readonly Type[] s_onSingle = [typeof(MathFFunctions), typeof(SingleFunctions), typeof(MathOnSingle)];

    public static TheoryData<string> OnSingle => [.. MarkedMethod.All.Values.Where(method => s_onSingle.Contains(method.Primal.DeclaringType)).Select(method => method.Id)];

    /// <summary>Differences in <c>float</c> are blunt; the same function on <c>double</c> is not.</summary>
    [Theory]
    [MemberData(nameof(OnSingle))]
    public void Derivatives_on_float_are_those_on_double_rounded(string id)
    {
        MarkedMethod onSingle = MarkedMethod.All[id];
        string name = onSingle.Primal.Name;
        MarkedMethod onDouble = MarkedMethod.All.Values.First(method =>
            (method.Primal.DeclaringType == typeof(MathFunctions) || method.Primal.DeclaringType == typeof(DoubleFunctions))
            && method.Primal.Name == name
            && method.Parameters.Select(parameter => Values.IsReal(parameter.Type)).SequenceEqual(onSingle.Parameters.Select(parameter => Values.IsReal(parameter.Type)))
            && method.Parameters.Where(parameter => !Values.IsReal(parameter.Type)).Select(parameter => parameter.Type)
                .SequenceEqual(onSingle.Parameters.Where(parameter => !Values.IsReal(parameter.Type)).Select(parameter => parameter.Type)));
        foreach (Point point in Point.Of(onSingle))
        {
            object[] arguments = point.Arguments();
            object[] widened = [.. arguments.Select(argument => argument is float number ? (double)number : argument)];
            int derivatives = onSingle.Active.Length;
            for (int direction = 0; direction < derivatives; direction++)
            {
                double[] unit = [.. Enumerable.Range(0, derivatives).Select(i => i == direction ? 1.0 : 0)];
                double single = ((System.Runtime.CompilerServices.ITuple)Invoker.Invoke(onSingle.Jvp, [.. arguments, .. unit.Select(number => (object)(float)number)])!)[1] is float f ? f : double.NaN;
                double exact = (double)((System.Runtime.CompilerServices.ITuple)Invoker.Invoke(onDouble.Jvp, [.. widened, .. unit.Select(number => (object)number)])!)[1]!;
                Assert.True(Math.Abs(single - exact) <= 4e-6 * Math.Max(Math.Abs(exact), 0.05), $"On float {single:R}, on double {exact:R}.\nAt {point}");
            }
        }
    }

    [Fact]
    public void An_estimate_has_the_derivative_of_what_it_estimates()
    {
        Assert.Equal(-1 / 9.0, DoubleFunctions.ReciprocalEstimateJvp(3, 1).Tangent, 1e-15);
        Assert.Equal(-1 / 9.0, DoubleFunctions.ReciprocalEstimateGradient(3).XGrad, 1e-15);
        Assert.Equal(-0.5 / 8, DoubleFunctions.ReciprocalSqrtEstimateJvp(4, 1).Tangent, 1e-15);
        Assert.Equal(-0.5 / 8, MathFunctions.ReciprocalSqrtEstimateGradient(4).XGrad, 1e-15);
        Assert.Equal(-1 / 9.0, SingleFunctions.ReciprocalEstimateGradient(3).XGrad, 1e-7);
        Assert.Equal(-0.5 / 8, MathFFunctions.ReciprocalSqrtEstimateGradient(4).XGrad, 1e-7);
    }
}
