using System;
using System.Linq;
using System.Reflection;
using DiffGen.Gradient.Tests.Harness;
using Golden.Buffers;
using Golden.Control;
using Xunit;

namespace DiffGen.Gradient.Tests;

/// <summary>A method of one active buffer comes with its objective.</summary>
public class ObjectiveTests
{
    public static TheoryData<string> Methods =>
        [.. MarkedMethod.All.Values.Where(method => method.Primal.DeclaringType != typeof(OverloadObjectives) && method is { ReturnsNumber: true, Primal: { IsStatic: true, IsGenericMethod: false, DeclaringType.IsGenericType: false }, Active: [{ IsBuffer: true, IsWritable: false }] } && Values.IsReal(method.Active[0].Element)).Select(method => method.Id)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Is_made_from_the_other_parameters(string id)
    {
        MarkedMethod method = MarkedMethod.All[id];
        Type? objective = method.Primal.DeclaringType!.GetNestedType(method.Primal.Name + "Objective", BindingFlags.Public | BindingFlags.NonPublic);
        Assert.NotNull(objective);
        Assert.True(objective.IsValueType);
        Assert.Contains(typeof(IObjective<>).MakeGenericType(method.Active[0].Element), objective.GetInterfaces());
        MarkedParameter[] others = [.. method.Parameters.Where(parameter => !parameter.IsActive)];
        Assert.Equal(others.Any(parameter => parameter.Type.IsByRefLike), objective.IsByRefLike);
        ParameterInfo[] declared = [.. method.Primal.GetParameters().Where(parameter => others.Any(other => other.Name == parameter.Name))];
        if (others.Length > 0)
        {
            ConstructorInfo constructor = Assert.Single(objective.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic));
            Assert.Equal(declared.Select(parameter => (parameter.Name!, parameter.ParameterType)), constructor.GetParameters().Select(parameter => (parameter.Name!, parameter.ParameterType)));
        }
    }

    [Fact]
    public void Of_a_method_with_data()
    {
        double[] x = [0.5, -1, 2], weights = [1, 2, 0.5];
        Check(new Products.WeightedNormObjective(weights), x, Products.WeightedNorm(x, weights));
    }

    [Fact]
    public void Of_a_method_without_other_parameters()
    {
        double[] x = [0.5, -1, 2];
        Check(new Statistics.LogSumExpObjective(), x, Statistics.LogSumExp(x));
        Check(default(Statistics.VarianceObjective), x, Statistics.Variance(x));
    }

    /// <summary>Types cannot share a name as methods do: the later ones end in an underscore. Overloads that are no objectives do not count.</summary>
    [Fact]
    public void Of_overloads()
    {
        double[] x = [0.5, -1, 2], weights = [1, 2, 0.5];
        Check(new OverloadObjectives.NormObjective(), x, OverloadObjectives.Norm(x));
        Check(new OverloadObjectives.NormObjective__(weights), x, OverloadObjectives.Norm(x, weights));
        float[] gradient = new float[3];
        Assert.Equal(5.25f, new OverloadObjectives.NormObjective_().Gradient([0.5f, -1, 2], gradient));
        Assert.Equal([1f, -2, 4], gradient);
    }

    [Fact]
    public void Is_not_written_where_there_is_a_member_of_its_name()
    {
        double[] gradient = new double[2];
        Assert.Equal(9, OverloadObjectives.FirstGradient([3, 1], gradient));
        Assert.Equal([6.0, 0], gradient);
        Assert.True(typeof(OverloadObjectives.FirstObjective).IsClass);
    }

    [Fact]
    public void Baselines_of_overloads()
    {
        var noise = new Noise(7);
        OverloadObjectives.RouteBaselines first = default;
        OverloadObjectives.RouteBaselines_ second = default;
        Assert.Equal(1, OverloadObjectives.RouteExpectationGradient(0.5, ref noise, ref first, 100_000).PGrad, 0.05);
        Assert.Equal(1, OverloadObjectives.RouteExpectationGradient(0.5, 0.5, ref noise, ref second, 100_000).PGrad, 0.05);
    }

    [Fact]
    public void Descends()
    {
        double[] parameters = new double[9], input = [0.5, -1], gradient = new double[9];
        var objective = new Slices.PackedObjective(input);
        double before = objective.Gradient(parameters, gradient);
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] -= 0.1 * gradient[i];
        }

        Assert.True(objective.Value(parameters) < before);
    }

    private static void Check<TObjective>(TObjective objective, double[] x, double value)
        where TObjective : IObjective<double>, allows ref struct
    {
        double[] gradient = [.. x.Select(_ => double.NaN)];
        double[] tangent = new Numbers("tangent").Direction(x.Length);
        Assert.Equal(value, objective.Value(x));
        Assert.Equal(value, objective.Gradient(x, gradient));
        Assert.Equal(value, objective.Jvp(x, tangent, out double directional));
        Assert.Equal(Numbers.Dot(gradient, tangent), directional, 1e-12);
    }
}
