using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Xunit;

namespace DiffGen.Runtime.Tests.Distributions;

public sealed class DistributionTests
{
    private static readonly string[] s_functions = ["LogProbability", "Probability", "Cdf", "Entropy", "Mean", "Variance"];

    public static TheoryData<int> Cases() => DistributionTable.Indices();

    /// <summary>Probabilities sum to 1 and densities integrate to 1, to 1e-9.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Probabilities_add_up(int index)
    {
        DistributionCase c = DistributionTable.Cases[index];
        Assert.Equal(1, Expectation(c, _ => 1), 1e-9);
    }

    /// <summary>Mean, variance and entropy are those of the probabilities.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Moments_are_those_of_the_probabilities(int index)
    {
        DistributionCase c = DistributionTable.Cases[index];
        bool isCircular = c.Name == "VonMises";
        if (c.Method("Mean") is not null)
        {
            double mean = c.Value("Mean", c.Parameters);
            AssertNear(Expectation(c, x => x), mean, Scale(c));
            double variance = c.Value("Variance", c.Parameters);
            if (double.IsFinite(variance))
            {
                AssertNear(Expectation(c, x => isCircular ? 1 - Math.Cos(x - mean) : (x - mean) * (x - mean)), variance, 0);
            }
            else
            {
                // The second moment up to a bound grows with the bound.
                Assert.True(c.Name == "StudentT" && c.Parameters[0] <= 2);
            }
        }

        if (c.Method("Entropy") is not null)
        {
            AssertNear(Expectation(c, x => -c.LogProbability(x)), c.Value("Entropy", c.Parameters), 1);
        }

        static void AssertNear(double expected, double actual, double scale) => Assert.InRange(actual - expected, -1e-8 * (Math.Abs(expected) + scale), 1e-8 * (Math.Abs(expected) + scale));
    }

    /// <summary>The distribution function is the sum or integral of the probabilities.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void The_distribution_function_is_their_sum(int index)
    {
        DistributionCase c = DistributionTable.Cases[index];
        if (c.Method("Cdf") is null)
        {
            return;
        }

        foreach (double x in c.Points)
        {
            double sum = c.IsDiscrete
                ? Enumerable.Range(0, (int)x + 1).Sum(k => Math.Exp(c.LogProbability(k)))
                : Integral.Over(v => Math.Exp(c.LogProbability(v)), c.Lower, x, Math.Min(x, Center(c)), Scale(c));
            Assert.Equal(sum, c.Cdf(x), 1e-9);
        }

        if (!c.IsDiscrete && c.Name != "VonMises")
        {
            Assert.Equal(0, c.Cdf(c.Lower));
            Assert.Equal(1, c.Cdf(c.Upper));
        }
    }

    /// <summary>Every companion against central differences of fourth order: partials with respect to the value and every parameter.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Companions_are_the_derivatives(int index)
    {
        DistributionCase c = DistributionTable.Cases[index];
        foreach (string name in s_functions.Where(f => c.Method(f) is not null))
        {
            MethodInfo function = c.Method(name)!;
            bool takesX = function.GetParameters()[0].Name == "x";
            foreach (double x in takesX ? c.Points : [0])
            {
                double[] arguments = takesX ? [x, .. c.Parameters] : c.Parameters;
                bool[] isActive = [.. function.GetParameters().Select(p => p.ParameterType.IsGenericParameter)];
                double value = c.Value(name, arguments);
                double[] reverse = DistributionCase.Numbers(c.Call<double>(name + "Vjp", [.. arguments, 1.5]));
                Assert.Equal(value, reverse[0]);
                Assert.Equal(isActive.Count(active => active) + 1, reverse.Length);
                double along = 0;
                double[] tangents = [.. isActive.Where(active => active).Select((_, i) => 0.7 - (0.4 * i))];
                for (int i = 0, k = 0; i < arguments.Length; i++)
                {
                    if (!isActive[i])
                    {
                        continue;
                    }

                    double partial = reverse[k + 1] / 1.5;
                    along += partial * tangents[k++];
                    if (double.IsInfinity(arguments[i]))
                    {
                        Assert.Equal(0, partial);
                    }
                    else if (double.IsFinite(value))
                    {
                        Differences.AssertSlope(partial, v => c.Value(name, [.. arguments[..i], v, .. arguments[(i + 1)..]]), arguments[i], Room(c, takesX, arguments, i), $"{c} {name} at {x} by {function.GetParameters()[i].Name}");
                    }
                }

                double[] forward = DistributionCase.Numbers(c.Call<double>(name + "Jvp", [.. arguments, .. tangents]));
                Assert.Equal(value, forward[0]);
                Assert.True(Math.Abs(forward[1] - along) <= 1e-12 * (Math.Abs(along) + tangents.Select((t, i) => Math.Abs(t * reverse[i + 1])).Sum()) || double.IsNaN(along));
            }
        }
    }

    /// <summary>The path of a draw keeps the value of the distribution function: ∂F/∂θ + f ∂x/∂θ = 0; both ways of asking agree.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Paths_keep_the_distribution_function(int index)
    {
        DistributionCase c = DistributionTable.Cases[index];
        if (c.Method("PathwiseVjp") is null)
        {
            Assert.True(c.IsDiscrete);
            return;
        }

        foreach (double x in c.Points)
        {
            double[] cdf = DistributionCase.Numbers(c.Call<double>("CdfVjp", [x, .. c.Parameters, 1])), path = DistributionCase.Numbers(c.Call<double>("PathwiseVjp", [x, .. c.Parameters, 1]));
            for (int i = 0; i < c.Parameters.Length; i++)
            {
                Assert.InRange(cdf[i + 2] + (cdf[1] * path[i]), -1e-11 * Math.Abs(cdf[i + 2]), 1e-11 * Math.Abs(cdf[i + 2]));
                double[] tangents = new double[c.Parameters.Length];
                tangents[i] = 2;
                Assert.Equal(2 * path[i], (double)c.Call<double>("PathwiseJvp", [x, .. c.Parameters, .. tangents]), 1e-12 * Math.Abs(path[i]));
            }
        }
    }

    /// <summary>Single precision is double precision at the same numbers, rounded once.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Single_precision_is_double_precision_rounded(int index)
    {
        DistributionCase c = DistributionTable.Cases[index];
        foreach (MethodInfo method in c.Type.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => !m.GetParameters().Any(p => p.ParameterType.IsByRefLike || p.ParameterType.IsByRef)))
        {
            float x = (float)c.Points[0];
            double[] arguments = [.. method.GetParameters().Select((p, i) => p.Name == "x" ? x : Named(p.Name!))];
            float[] singles = [.. DistributionCase.Numbers(c.Call<float>(method.Name, arguments)).Select(v => (float)v)];
            float[] rounded = [.. DistributionCase.Numbers(c.Call<double>(method.Name, arguments)).Select(v => (float)v)];
            Assert.Equal(rounded, singles);

            double Named(string name)
            {
                int i = Array.FindIndex(c.Method("LogProbability")!.GetParameters(), p => p.Name == name);
                return i >= 0 ? (float)c.Parameters[i - 1] : 0.75;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outside_the_support_the_log_probability_is_minus_infinity_and_constant(int index)
    {
        DistributionCase c = DistributionTable.Cases[index];
        if (c.ValueType == typeof(bool) || c.Name == "VonMises")
        {
            return;
        }

        double[] outside = [.. new[] { c.Lower - 1, c.Upper + 1 }.Where(double.IsFinite)];
        foreach (double x in outside)
        {
            Assert.Equal(double.NegativeInfinity, c.LogProbability(x));
            double[] reverse = DistributionCase.Numbers(c.Call<double>("LogProbabilityVjp", [x, .. c.Parameters, 1]));
            Assert.All(reverse[1..], g => Assert.Equal(0, g));
            if (c.Method("Cdf") is not null)
            {
                Assert.Equal(x < c.Lower ? 0 : 1, c.Cdf(x));
            }
        }

        if (!c.IsDiscrete)
        {
            Assert.True(double.IsNaN(c.LogProbability(double.NaN)));
        }
    }

    /// <summary>NaN and scales of the wrong sign are NaN in every function, not a number and not an exception.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Wrong_parameters_give_NaN(int index)
    {
        DistributionCase c = DistributionTable.Cases[index];
        foreach (string name in s_functions.Where(f => c.Method(f) is not null))
        {
            ParameterInfo[] parameters = c.Method(name)!.GetParameters();
            double[] arguments = parameters[0].Name == "x" ? [c.Points[0], .. c.Parameters] : c.Parameters;
            for (int i = 0; i < parameters.Length; i++)
            {
                if (!parameters[i].ParameterType.IsGenericParameter || parameters[i].Name == "x" || (parameters[i].Name is "mu" && name is "Mean" or "Variance" or "Entropy"))
                {
                    continue;
                }

                List<double> wrong = [double.NaN];
                if (parameters[i].Name is "sigma" or "scale" or "rate" or "shape" or "a" or "b" or "nu" or "kappa" or "temperature" or "p" or "lambda" or "r" or "minimum")
                {
                    wrong.Add(-1);
                }

                foreach (double value in wrong)
                {
                    double result = c.Value(name, [.. arguments[..i], value, .. arguments[(i + 1)..]]);
                    Assert.True(double.IsNaN(result), $"{c} {name} with {parameters[i].Name} = {value} is {result}");
                }
            }
        }
    }

    /// <summary>A cotangent or tangent of exactly zero gives zero, whatever the partial.</summary>
    [Fact]
    public void Zeros_are_strong()
    {
        Assert.Equal((double.NegativeInfinity, 0), DiffGen.Distributions.Bernoulli.LogProbabilityVjp(true, 0.0, 0.0));
        Assert.Equal((double.NegativeInfinity, 0), DiffGen.Distributions.Bernoulli.LogProbabilityJvp(false, 1.0, 0.0));
        Assert.Equal(double.PositiveInfinity, DiffGen.Distributions.Bernoulli.LogProbabilityVjp(true, 0.0, 1.0).PGrad);
        Assert.Equal(0, DiffGen.Distributions.Normal.PathwiseJvp(1.0, 1.0, 0.0, 0.0, 0.0));
        Assert.Equal(1, DiffGen.Distributions.Normal.PathwiseJvp(1.0, 1.0, 0.0, 1.0, 0.0));
    }

    /// <summary>∫ f(x) p(x) dx, or the sum.</summary>
    private static double Expectation(DistributionCase c, Func<double, double> f)
    {
        if (!c.IsDiscrete)
        {
            return Integral.Over(
                x =>
                {
                    double p = Math.Exp(c.LogProbability(x));
                    return p == 0 ? 0 : p * f(x);
                },
                c.Lower, c.Upper, Center(c), Scale(c));
        }

        double sum = 0;
        for (int k = 0; k <= Math.Min(c.Upper, 3000); k++)
        {
            double p = Math.Exp(c.LogProbability(k));
            sum += p == 0 ? 0 : p * f(k);
        }

        return sum;
    }

    /// <summary>A point where much of it is; the kink, where it has one.</summary>
    private static double Center(DistributionCase c) => c.Name == "Laplace" ? c.Parameters[0] : c.Points[c.Points.Length / 2];

    private static double Scale(DistributionCase c) => Math.Abs(c.Points[^1] - c.Points[0]) / 4;

    /// <summary>How far an argument may be moved without leaving the support or the range of the parameters.</summary>
    private static double Room(DistributionCase c, bool takesX, double[] arguments, int i)
    {
        double value = arguments[i], room = Math.Abs(value) > 0 ? 0.2 * Math.Abs(value) : 0.2;
        if (takesX && !c.IsDiscrete)
        {
            double x = arguments[0];
            room = Math.Min(room, 0.3 * Math.Min(x - c.Lower, c.Upper - x));
        }

        return room;
    }
}
