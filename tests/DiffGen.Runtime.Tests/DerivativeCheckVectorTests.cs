using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace DiffGen.Runtime.Tests;

/// <summary>Functions of several results, and objectives.</summary>
public sealed class DerivativeCheckVectorTests
{
    [Fact]
    public void Right_products_pass()
    {
        DerivativeCheck.Products(Project, [0.3, -1.2, 0.7], ProjectJvp, ProjectVjp).Require();
        DerivativeCheck.Products(Project, [0.3f, -1.2f, 0.7f], ProjectJvp, ProjectVjp).Require();
        Assert.Empty(DerivativeCheck.Products(Project, [0.3, -1.2, 0.7], ProjectJvp).Findings);
        Assert.Empty(DerivativeCheck.Products(Project, [0.3, -1.2, 0.7], vjp: ProjectVjp).Findings);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_wrong_forward_product_names_the_argument(int argument)
    {
        Check<double>();
        Check<float>();

        void Check<R>()
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            R[] at = [R.CreateTruncating(0.3), R.CreateTruncating(-1.2), R.CreateTruncating(0.7)];
            DerivativeReport report = DerivativeCheck.Products(
                Project,
                at,
                (x, v) =>
                {
                    v[argument] = -v[argument];
                    return ProjectJvp(x, v);
                },
                ProjectVjp,
                ["a", "b", "c"]);
            DerivativeCheckTests.OnlyIn("Jvp", argument, report);
            Assert.All(report.Mismatches, m => Assert.Equal("abc"[argument].ToString(), m.Argument));
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 2)]
    [InlineData(1, 1)]
    public void A_wrong_reverse_product_names_the_argument_and_the_result(int result, int argument)
    {
        Check<double>();
        Check<float>();

        void Check<R>()
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            R[] at = [R.CreateTruncating(0.3), R.CreateTruncating(-1.2), R.CreateTruncating(0.7)];
            DerivativeReport report = DerivativeCheck.Products(Project, at, ProjectJvp, (x, u) =>
            {
                R[] grad = ProjectVjp(x, u);
                grad[argument] += u[result];
                return grad;
            });
            DerivativeCheckTests.OnlyIn("Vjp", argument, report);
            Assert.Contains(report.Mismatches, m => m.Result == $"result {result}");
            Assert.DoesNotContain(report.Mismatches, m => m.Result == $"result {1 - result}");
        }
    }

    [Fact]
    public void A_reverse_product_that_is_wrong_for_several_cotangents_at_once_is_found()
    {
        DerivativeReport report = DerivativeCheck.Products(Project, [0.3, -1.2, 0.7], ProjectJvp, (x, u) => ProjectVjp(x, u[0] != 0 ? [u[0], 0] : u));
        Assert.Contains(report.Mismatches, m => m.Result == "a combination of all results");
    }

    [Fact]
    public void Many_results()
    {
        double[] at = [0.3, -0.4];
        Func<double[], double[]> wave = x => [.. Enumerable.Range(0, 600).Select(j => Math.Sin((x[0] * j * 0.01) + x[1]))];
        Func<double[], double[], double[]> vjp = (x, u) =>
        [
            u.Select((c, j) => c * j * 0.01 * Math.Cos((x[0] * j * 0.01) + x[1])).Sum(),
            u.Select((c, j) => c * Math.Cos((x[0] * j * 0.01) + x[1])).Sum(),
        ];
        DerivativeCheck.Products(wave, at, vjp: vjp, options: new() { Arguments = 16 }).Require();
        DerivativeReport report = DerivativeCheck.Products(
            wave, at, vjp: (x, u) => vjp(x, [.. u.Select((c, j) => j == 77 ? 2 * c : c)]), options: new() { Arguments = 16 });
        Assert.Contains(report.Mismatches, m => m.Result == "a combination of all results");
    }

    [Fact]
    public void Jacobians()
    {
        double[] at = [0.3, -1.2, 0.7];
        double[] jacobian = [.. Enumerable.Range(0, 2).SelectMany(j => ProjectVjp(at, j == 0 ? [1, 0] : [0.0, 1]))];
        DerivativeCheck.Jacobian(Project, at, jacobian).Require();
        for (int k = 0; k < 6; k++)
        {
            double[] wrong = [.. jacobian];
            wrong[k] = (2 * wrong[k]) + 0.1;
            DerivativeReport report = DerivativeCheck.Jacobian(Project, at, wrong);
            DerivativeCheckTests.OnlyIn("Jacobian", k % 3, report);
            Assert.Contains(report.Mismatches, m => m.Result == $"result {k / 3}");
        }

        Assert.Equal("jacobian", Assert.Throws<ArgumentException>(() => DerivativeCheck.Jacobian(Project, at, new double[5])).ParamName);
    }

    [Fact]
    public void Second_derivatives()
    {
        Func<double[], double[]> gradient = x => [2 * x[0] * x[1], x[0] * x[0]];
        DerivativeCheck.Hvp(gradient, [0.3, -1.2], (x, v) => [(2 * x[1] * v[0]) + (2 * x[0] * v[1]), 2 * x[0] * v[0]]).Require();
        DerivativeReport report = DerivativeCheck.Hvp(gradient, [0.3, -1.2], (x, v) => [2 * x[1] * v[0], 2 * x[0] * v[0]], ["w", "s"]);
        DerivativeFinding finding = Assert.Single(report.Mismatches, m => m.Result == "the gradient of w");
        Assert.Equal("s", finding.Argument);
        DerivativeCheckTests.OnlyIn("Hvp", 1, report);
    }

    [Fact]
    public void A_product_of_the_wrong_length_is_refused()
    {
        Assert.Throws<ArgumentException>(() => DerivativeCheck.Products(Project, [0.3, -1.2, 0.7], (_, _) => new double[3]));
        Assert.Throws<ArgumentException>(() => DerivativeCheck.Products(Project, [0.3, -1.2, 0.7], vjp: (_, _) => new double[2]));
    }

    [Fact]
    public void A_right_objective_passes()
    {
        DerivativeCheck.Objective(new Quartic<double>(), [0.3, -1.2, 0.7]).Require();
        DerivativeCheck.Objective(new Quartic<float>(), [0.3f, -1.2f, 0.7f]).Require();
        double[] data = [1, 2, 3];
        DerivativeCheck.Objective<LeastSquares, double>(new LeastSquares(data), [0.3, -1.2, 0.7]).Require();
    }

    [Theory]
    [InlineData(Mistake.Gradient, "Gradient")]
    [InlineData(Mistake.Jvp, "Jvp")]
    [InlineData(Mistake.Accumulates, "Gradient")]
    public void A_wrong_objective_is_found_and_names_the_parameter(Mistake mistake, string companion)
    {
        for (int i = 0; i < 3; i++)
        {
            DerivativeCheckTests.OnlyIn(companion, i, DerivativeCheck.Objective(new Quartic<double>(mistake, i), [0.3, -1.2, 0.7]));
            DerivativeCheckTests.OnlyIn(companion, i, DerivativeCheck.Objective(new Quartic<float>(mistake, i), [0.3f, -1.2f, 0.7f]));
        }
    }

    [Theory]
    [InlineData(Mistake.ValueOfGradient, "Gradient")]
    [InlineData(Mistake.ValueOfJvp, "Jvp")]
    public void A_wrong_value_of_an_objective_is_found(Mistake mistake, string companion)
    {
        DerivativeFinding finding = Assert.Single(DerivativeCheck.Objective(new Quartic<double>(mistake), [0.3, -1.2, 0.7]).Findings);
        Assert.Equal((companion, "value"), (finding.Companion, finding.Argument));
    }

    public enum Mistake
    {
        None,
        Gradient,
        Jvp,
        Accumulates,
        ValueOfGradient,
        ValueOfJvp,
    }

    /// <summary>Σ i xᵢ⁴ + x₀ x₁ …, with a mistake in one place.</summary>
    private readonly struct Quartic<R>(Mistake mistake = Mistake.None, int place = 0) : IObjective<R>
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        public R Value(ReadOnlySpan<R> parameters)
        {
            R sum = R.Zero;
            foreach (R x in parameters)
            {
                sum += (x * x * x * x) + R.Sin(x);
            }

            return sum;
        }

        public R Gradient(ReadOnlySpan<R> parameters, Span<R> gradient)
        {
            for (int i = 0; i < parameters.Length; i++)
            {
                R right = Partial(parameters[i]);
                gradient[i] = i != place ? right
                    : mistake == Mistake.Gradient ? right + right
                    : mistake == Mistake.Accumulates ? gradient[i] + right
                    : right;
            }

            return Value(parameters) + (mistake == Mistake.ValueOfGradient ? R.One : R.Zero);
        }

        public R Jvp(ReadOnlySpan<R> parameters, ReadOnlySpan<R> tangent, out R directional)
        {
            directional = R.Zero;
            for (int i = 0; i < parameters.Length; i++)
            {
                R term = Partial(parameters[i]) * tangent[i];
                directional += i == place && mistake == Mistake.Jvp ? -term : term;
            }

            return Value(parameters) + (mistake == Mistake.ValueOfJvp ? R.One : R.Zero);
        }

        private static R Partial(R x) => (R.CreateTruncating(4) * x * x * x) + R.Cos(x);
    }

    /// <summary>½ ‖x − data‖², over a span.</summary>
    private readonly ref struct LeastSquares(ReadOnlySpan<double> data) : IObjective<double>
    {
        private readonly ReadOnlySpan<double> _data = data;

        public double Value(ReadOnlySpan<double> parameters) => Gradient(parameters, new double[parameters.Length]);

        public double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient)
        {
            double sum = 0;
            for (int i = 0; i < parameters.Length; i++)
            {
                gradient[i] = parameters[i] - _data[i];
                sum += 0.5 * gradient[i] * gradient[i];
            }

            return sum;
        }

        public double Jvp(ReadOnlySpan<double> parameters, ReadOnlySpan<double> tangent, out double directional)
        {
            double[] gradient = new double[parameters.Length];
            double value = Gradient(parameters, gradient);
            directional = 0;
            for (int i = 0; i < gradient.Length; i++)
            {
                directional += gradient[i] * tangent[i];
            }

            return value;
        }
    }

    /// <summary>(x₀ sin x₁ + x₂², x₀ x₁ x₂).</summary>
    private static R[] Project<R>(R[] x)
        where R : unmanaged, IFloatingPointIeee754<R> => [(x[0] * R.Sin(x[1])) + (x[2] * x[2]), x[0] * x[1] * x[2]];

    private static R[] ProjectJvp<R>(R[] x, R[] v)
        where R : unmanaged, IFloatingPointIeee754<R> =>
    [
        (v[0] * R.Sin(x[1])) + (v[1] * x[0] * R.Cos(x[1])) + (v[2] * (x[2] + x[2])),
        (v[0] * x[1] * x[2]) + (v[1] * x[0] * x[2]) + (v[2] * x[0] * x[1]),
    ];

    private static R[] ProjectVjp<R>(R[] x, R[] u)
        where R : unmanaged, IFloatingPointIeee754<R> =>
    [
        (u[0] * R.Sin(x[1])) + (u[1] * x[1] * x[2]),
        (u[0] * x[0] * R.Cos(x[1])) + (u[1] * x[0] * x[2]),
        (u[0] * (x[2] + x[2])) + (u[1] * x[0] * x[1]),
    ];
}
