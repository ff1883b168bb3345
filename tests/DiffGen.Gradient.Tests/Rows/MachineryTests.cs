using System;
using System.Linq;
using DiffGen.Gradient.Tests.Checkpoints;
using Xunit;

namespace DiffGen.Gradient.Tests.Rows;

/// <summary>What directional derivatives, gradients, Jacobians and second derivatives are, on models where it can be told exactly; and what they take of memory.</summary>
public class MachineryTests
{
    /// <summary>Of an affine map the derivative along v is W₂W₁v wherever it is taken, and the change of the map itself.</summary>
    [Fact]
    public void An_affine_map_changes_by_its_derivative()
    {
        double[] v = [1, 1];
        double[,] w1 = { { 0.5, -0.25 }, { 2, 0.75 }, { -1, 1.5 } };
        double[,] w2 = { { 2, -1, 0.5 }, { 0.25, 4, -1 }, { -1.5, 1, 2 } };
        double[] expected = [.. Enumerable.Range(0, 3).Select(i => Enumerable.Range(0, 3).Sum(k => w2[i, k] * (w1[k, 0] * v[0] + w1[k, 1] * v[1])))];
        foreach (double[] x in (double[][])[[1, 2], [-3, 0.5], [100, -7]])
        {
            double[] y = new double[3], tangent = new double[3], moved = new double[3];
            Machinery.AffineJvp(x, y, v, tangent);
            Machinery.Affine([x[0] + v[0], x[1] + v[1]], moved);

            Assert.All(expected.Zip(tangent), pair => Assert.Equal(pair.First, pair.Second, 1e-15));
            Assert.All(moved.Zip(y, (after, before) => after - before).Zip(tangent), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        }
    }

    /// <summary>The limit of differences, on Beale's function and 50 random expressions of depth up to 20: five points and steps from 1e-2 to 1e-4, of which one is neither too large nor too small.</summary>
    [Fact]
    public void The_derivative_along_a_direction_is_the_limit_of_differences()
    {
        var random = new NoiseKey(61);
        double[] gaussian = new double[4];
        for (uint k = 0; k < 50; k++)
        {
            int[] program = Program(k);
            random.FillGaussian<double>(gaussian, k);
            Check((x, y) => Machinery.Expression(x, y, program), Machinery.ExpressionJvp(gaussian[0], gaussian[1], program, gaussian[2], gaussian[3]).Tangent);
            Assert.Equal(Machinery.Expression(gaussian[0], gaussian[1], program), Machinery.ExpressionJvp(gaussian[0], gaussian[1], program, gaussian[2], gaussian[3]).Value);
            random.FillGaussian<double>(gaussian, k, 1);
            Check(Machinery.Beale, Machinery.BealeJvp(gaussian[0], gaussian[1], gaussian[2], gaussian[3]).Tangent);
        }

        void Check(Func<double, double, double> f, double tangent)
        {
            double error = new[] { 1e-2, 3e-3, 1e-3, 3e-4, 1e-4 }.Min(h => Math.Abs(((8 * (At(h) - At(-h))) - (At(2 * h) - At(-2 * h))) / (12 * h) - tangent));
            Assert.True(error <= 1e-8 * Math.Max(1, Math.Abs(tangent)), $"{tangent} is off by {error:g3}.");

            double At(double h) => f(gaussian[0] + (h * gaussian[2]), gaussian[1] + (h * gaussian[3]));
        }

        // A number for each leaf, and then operations at random until one number is left.
        int[] Program(uint k)
        {
            double[] draws = new double[64];
            new NoiseKey(62).FillGaussian<double>(draws, k);
            var program = new System.Collections.Generic.List<int>();
            int top = 0, at = 0;
            while (program.Count < 20 || top > 1)
            {
                int choice = (int)(Math.Abs(draws[at++]) * 1e6) % 17;
                int operation = program.Count >= 20 ? 12 + (choice % 5) : choice;
                if (operation >= 12 ? top < 2 : operation >= 2 && top < 1)
                {
                    operation = choice % 2;
                }

                program.Add(operation);
                top += operation < 2 ? 1 : operation < 12 ? 0 : -1;
            }

            return [.. program];
        }
    }

    /// <summary>wᵀ(J v) = (Jᵀ w)ᵀ v for a thousand pairs; a Jacobian that is not transposed would fail.</summary>
    [Fact]
    public void Forward_and_reverse_mode_are_adjoint()
    {
        const int Inputs = 7, Outputs = 5;
        var random = new NoiseKey(63);
        double[] x = [.. Enumerable.Range(0, Inputs).Select(j => Math.Cos(j))], y = new double[Outputs], v = new double[Inputs], w = new double[Outputs];
        for (uint k = 0; k < 1000; k++)
        {
            double[] tangent = new double[Outputs], gradient = new double[Inputs];
            random.FillGaussian<double>(v, k);
            random.FillGaussian<double>(w, k, 1);
            double[] seed = [.. w];
            Machinery.LayerJvp(x, y, v, tangent);
            Machinery.LayerVjp(x, y, gradient, seed);
            double forward = w.Zip(tangent, (a, b) => a * b).Sum(), reverse = v.Zip(gradient, (a, b) => a * b).Sum();
            double scale = w.Zip(tangent, (a, b) => Math.Abs(a * b)).Sum();
            Assert.Equal(forward, reverse, 1e-12 * Math.Max(1, scale));
        }
    }

    /// <summary>Forward mode composes, JVP(outer, JVP(inner, v)), and leaves the value as it is, to the bit.</summary>
    [Fact]
    public void Derivatives_compose_along_a_chain()
    {
        foreach (double x in (double[])[0.3, 1.1, 2.7])
        {
            (double inner, double innerTangent) = Machinery.InnerJvp(x, 1.5);
            (double value, double tangent) = Machinery.OuterJvp(inner, innerTangent);
            (double whole, double wholeTangent) = Machinery.ChainJvp(x, 1.5);

            Assert.Equal(Machinery.Chain(x), whole);
            Assert.Equal(value, whole);
            Assert.Equal(tangent, wholeTangent, 1e-15);

            // Reverse mode composes the other way around.
            (_, double outerGrad) = Machinery.OuterVjp(inner, 1.5);
            Assert.Equal(Machinery.ChainVjp(x, 1.5).XGrad, Machinery.InnerVjp(x, outerGrad).XGrad, 1e-15);
        }
    }

    /// <summary>Seven columns by forward mode, five rows by reverse mode, and the Jacobian companion: the same 35 numbers.</summary>
    [Fact]
    public void Columns_and_rows_are_one_matrix()
    {
        const int Inputs = 7, Outputs = 5;
        double[] x = [.. Enumerable.Range(0, Inputs).Select(j => Math.Cos(j))], y = new double[Outputs], jacobian = new double[Inputs * Outputs];
        Machinery.LayerJacobian(x, y, jacobian);
        for (int j = 0; j < Inputs; j++)
        {
            double[] unit = new double[Inputs], tangent = new double[Outputs];
            unit[j] = 1;
            Machinery.LayerJvp(x, y, unit, tangent);
            Assert.All(tangent.Select((t, i) => (t, i)), column => Assert.Equal(jacobian[(column.i * Inputs) + j], column.t, 1e-12));
        }

        for (int i = 0; i < Outputs; i++)
        {
            double[] unit = new double[Outputs], gradient = new double[Inputs];
            unit[i] = 1;
            Machinery.LayerVjp(x, y, gradient, unit);
            Assert.All(gradient.Select((g, j) => (g, j)), row => Assert.Equal(jacobian[(i * Inputs) + row.j], row.g, 1e-12));
        }

        Assert.Contains(jacobian, entry => Math.Abs(entry) > 0.1);
    }

    /// <summary>A matrix of 5 × 7 takes seven passes forward or five in reverse: the slopes of the five units are asked for once in each. The companion takes one of the two ways, and gives the same matrix.</summary>
    [Fact]
    public void A_matrix_takes_a_pass_for_each_column_or_for_each_row()
    {
        const int Inputs = 7, Outputs = 5;
        double[] x = [.. Enumerable.Range(0, Inputs).Select(j => Math.Cos(j))], y = new double[Outputs];
        double[] columns = new double[Inputs * Outputs], rows = new double[Inputs * Outputs], jacobian = new double[Inputs * Outputs];
        int forward = CountedLayer.Slopes(() =>
        {
            for (int j = 0; j < Inputs; j++)
            {
                double[] unit = new double[Inputs], tangent = new double[Outputs];
                unit[j] = 1;
                CountedLayer.LayerJvp(x, y, unit, tangent);
                for (int i = 0; i < Outputs; i++)
                {
                    columns[(i * Inputs) + j] = tangent[i];
                }
            }
        });
        int reverse = CountedLayer.Slopes(() =>
        {
            for (int i = 0; i < Outputs; i++)
            {
                double[] unit = new double[Outputs];
                unit[i] = 1;
                CountedLayer.LayerVjp(x, y, rows.AsSpan(i * Inputs, Inputs), unit);
            }
        });
        int companion = CountedLayer.Slopes(() => CountedLayer.LayerJacobian(x, y, jacobian));

        Assert.Equal(7 * Outputs, forward);
        Assert.Equal(5 * Outputs, reverse);
        Assert.True(companion is 5 * Outputs or 7 * Outputs, $"The companion asks for {companion} slopes.");
        Assert.All(columns.Zip(rows), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.All(columns.Zip(jacobian), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(-1, -2)]
    [InlineData(0, 0)]
    public void A_shared_node_gets_the_sum_of_what_its_uses_bring(double x, double expected)
    {
        Assert.Equal(expected, Machinery.SharedNodeGradient(x).XGrad);
        Assert.Equal(expected, Machinery.SharedNodeJvp(x, 1).Tangent);
    }

    /// <summary>The slope of max(x, 0) at 0 is 0.</summary>
    [Fact]
    public void A_rectified_number_is_flat_at_zero()
    {
        Assert.Equal(3, Machinery.RectifiedGradient(0).XGrad);
        Assert.Equal(3, Machinery.RectifiedJvp(0, 1).Tangent);
    }

    [Fact]
    public void An_operation_with_two_results_gets_both_cotangents()
    {
        const double X = 0.7;
        double sin = Math.Sin(X), cos = Math.Cos(X);
        double expected = cos * cos * cos - 2 * sin * sin * cos - 6 * Math.Sin(2 * X);

        Assert.Equal(expected, Machinery.TwoResultsGradient(X).XGrad, 1e-14);
        Assert.Equal(expected, Machinery.TwoResultsJvp(X, 1).Tangent, 1e-14);
    }

    /// <summary>Forward mode keeps nothing, whatever the depth; reverse mode keeps so much for each layer.</summary>
    [Fact]
    public void Memory_of_depth()
    {
        Assert.Equal(0, Memory.Of(() => Machinery.DeepJvp(0.3, 1.2, 10, 1, 0)));
        Assert.Equal(0, Memory.Of(() => Machinery.DeepJvp(0.3, 1.2, 1000, 1, 0)));

        // Buffers double: what one takes is known up to a factor of two.
        double growth = (double)Memory.Of(() => Machinery.DeepGradient(0.3, 1.2, 1_000_000)) / Memory.Of(() => Machinery.DeepGradient(0.3, 1.2, 100_000));
        Assert.InRange(growth, 5, 20);
    }

    /// <summary>Single precision stays single, and follows double to its own digits.</summary>
    [Fact]
    public void Precision_is_that_of_the_method()
    {
        (float Value, float XGrad, float WGrad) single = Machinery.DeepSingleGradient(0.3f, 1.2f, 20);
        (double value, double xGrad, double wGrad) = Machinery.DeepGradient(0.3f, 1.2f, 20);

        Assert.Equal(value, single.Value, 1e-5);
        Assert.Equal(xGrad, single.XGrad, 1e-4 * Math.Abs(xGrad));
        Assert.Equal(wGrad, single.WGrad, 1e-4 * Math.Abs(wGrad));
    }

    /// <summary>((802, −400), (−400, 200)) at (1, 1); symmetric anywhere.</summary>
    [Fact]
    public void The_second_derivatives_of_Rosenbrock()
    {
        Assert.Equal([802, -400, -400, 200], Hessian(1, 1));
        double[] elsewhere = Hessian(-1.2, 0.7);
        Assert.Equal(elsewhere[1], elsewhere[2]);
        Assert.Equal(2 + 1200 * 1.44 - 400 * 0.7, elsewhere[0], 1e-11);

        // Another way: differences of the gradient, which is cubic, with steps whose error cancels.
        double slope = (8 * (Machinery.RosenbrockGradient(-1.15, 0.7).XGrad - Machinery.RosenbrockGradient(-1.25, 0.7).XGrad) - (Machinery.RosenbrockGradient(-1.1, 0.7).XGrad - Machinery.RosenbrockGradient(-1.3, 0.7).XGrad)) / 0.6;
        Assert.Equal(slope, elsewhere[0], 1e-9);

        // Hessian-vector products by two routes: forward over reverse, and reverse over forward.
        foreach ((double x, double y, double u, double v) in ((double, double, double, double)[])[(1, 1, 1, 0), (-1.2, 0.7, 0.3, -2), (0.4, 3, -1, 1)])
        {
            var forwardOverReverse = Machinery.RosenbrockHvp(x, y, u, v);
            (double slope0, double xHvp, double yHvp) = Machinery.RosenbrockSlopeGradient(x, y, u, v);
            Assert.Equal(forwardOverReverse.Tangent, slope0, 1e-12 * Math.Max(1, Math.Abs(slope0)));
            Assert.Equal(forwardOverReverse.XHvp, xHvp, 1e-12 * Math.Max(1, Math.Abs(xHvp)));
            Assert.Equal(forwardOverReverse.YHvp, yHvp, 1e-12 * Math.Max(1, Math.Abs(yHvp)));
        }

        static double[] Hessian(double x, double y)
        {
            var first = Machinery.RosenbrockHvp(x, y, 1, 0);
            var second = Machinery.RosenbrockHvp(x, y, 0, 1);
            return [first.XHvp, first.YHvp, second.XHvp, second.YHvp];
        }
    }

    /// <summary>Local losses: the value stays, to the bit; a block learns from its own loss alone.</summary>
    [Fact]
    public void Blocks_with_local_losses_see_only_their_own()
    {
        (double value, double first, double second) = Machinery.LocalLossesGradient(0.8, -1.3, 0.6, 0.25);
        (double whole, double wholeFirst, double wholeSecond) = Machinery.EndToEndGradient(0.8, -1.3, 0.6, 0.25);

        Assert.Equal(whole, value);
        Assert.Equal(wholeSecond, second);
        Assert.Equal(Machinery.FirstLossGradient(0.8, 0.6, 0.25).FirstGrad, first);
        Assert.NotEqual(wholeFirst, first);

        // Forward mode alike: a tangent of the first block does not enter the second.
        Assert.Equal(first, Machinery.LocalLossesJvp(0.8, -1.3, 0.6, 0.25, 1, 0).Tangent, 1e-15);
    }
}
