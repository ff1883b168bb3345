using System;
using System.Linq;
using System.Threading.Tasks;
using Golden.Signatures;
using Xunit;

namespace DiffGen.Gradient.Tests;

/// <summary>What is generated for classes and records of parameters: the views, the copies, and where their numbers lie.</summary>
public partial class ParameterClassDeclarationTests
{
    [Fact]
    public void Views_share_one_buffer_in_the_order_of_declaration()
    {
        var layer = new AffineLayer(inputs: 3, outputs: 2);
        Assert.Equal(8, layer.ParameterCount);
        Assert.Equal(8, layer.Parameters.Length);
        Number(layer.Parameters);
        Assert.Equal([0, 1, 2, 3, 4, 5], layer.W.ToArray());
        Assert.Equal([6, 7], layer.B.ToArray());
        layer.B[1] = 70;
        Assert.Equal(70, layer.Parameters[7]);
    }

    [Fact]
    public void A_number_is_read_and_written_in_the_buffer()
    {
        var pendulum = new Pendulum { Length = 2, Damping = 0.5 };
        Assert.Equal([2, 0.5], pendulum.Parameters.ToArray());
        pendulum.Parameters[0] = 3;
        Assert.Equal(3, pendulum.Length);
    }

    [Fact]
    public void Parts_lie_in_the_buffer_of_their_model()
    {
        var model = new TwoLayers(inputs: 2, hidden: 3, outputs: 1, "a");
        Number(model.Parameters);

        // First 3 × 2 + 3, Temperature, Scale 3, Second 1 × 3 + 1, Bias, Drift.
        Assert.Equal(19, model.ParameterCount);
        Assert.Equal([0, 1, 2, 3, 4, 5], model.First.W.ToArray());
        Assert.Equal([6, 7, 8], model.First.B.ToArray());
        Assert.Equal(9, model.Temperature);
        Assert.Equal([10, 11, 12], model.Scale.ToArray());
        Assert.Equal([13, 14, 15, 16], model.Second.Parameters.ToArray());
        Assert.Equal(17, model.Bias);
        Assert.Equal(18, model.Drift);
        Assert.Same(model.First, model.First);
        model.Second.B[0] = -1;
        Assert.Equal(-1, model.Parameters[16]);
    }

    [Fact]
    public void Parts_two_deep_lie_in_the_buffer_of_the_whole()
    {
        var whole = new Whole(2);
        Number(whole.Parameters);

        // Gain, Front (Left 2 × 2 + 2, Right 2 × 2 + 2), Back (the same).
        Assert.Equal(25, whole.ParameterCount);
        Assert.Equal([5, 6], whole.Front.Left.B.ToArray());
        Assert.Equal([19, 20, 21, 22], whole.Back.Right.W.ToArray());
        whole.Back.Right.W.Clear();
        Assert.Equal([18, 0, 0, 0, 0, 23], whole.Parameters[18..24].ToArray());

        Whole like = whole.NewLike();
        like.Back.Right.B[1] = 9;
        Assert.Equal(9, like.Parameters[24]);
        Assert.Equal(24, whole.Parameters[24]);
    }

    [Fact]
    public void Offsets_say_where_each_member_begins()
    {
        var model = new TwoLayers(inputs: 2, hidden: 3, outputs: 1, "a");
        Assert.True(Same(model.First.Parameters, model.Parameters.Slice(model.ParameterOffset_First(), model.First.ParameterCount)));
        Assert.True(Same(model.Scale, model.Parameters.Slice(model.ParameterOffset_Scale(), model.Scale.Length)));
        Assert.True(Same(model.Second.B, model.Parameters.Slice(model.ParameterOffset_Second() + model.Second.ParameterOffset_B(), model.Second.B.Length)));
        model.Temperature = 4;
        Assert.Equal(4, model.Parameters[model.ParameterOffset_Temperature()]);
    }

    [Fact]
    public void A_part_keeps_what_its_constructor_made()
    {
        var model = new WithStart(3);
        Assert.Equal([0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0], model.Parameters.ToArray());
        Assert.Equal(3, model.Inner.Columns);
    }

    [Fact]
    public void A_new_model_has_the_same_shapes_and_zeros()
    {
        var model = new TwoLayers(inputs: 2, hidden: 3, outputs: 1, "a") { Rate = 0.7f };
        Number(model.Parameters);
        TwoLayers like = model.NewLike();
        Assert.All(like.Parameters.ToArray(), number => Assert.Equal(0, number));
        Assert.Equal(model.ParameterCount, like.ParameterCount);
        Assert.Equal(model.First.W.Length, like.First.W.Length);
        Assert.Equal(0.7f, like.Rate);
        Assert.Equal("a", like.Name);
        like.First.W[0] = 5;
        like.Temperature = 6;
        Assert.Equal(0, model.First.W[0]);
        Assert.Equal(9, model.Temperature);
    }

    [Fact]
    public void A_new_model_runs_no_constructor_and_no_initialiser()
    {
        var model = new Counted(2);
        int before = Counted.Made;
        Counted like = model.NewLike();
        Assert.Equal(before, Counted.Made);
        Assert.Equal(model.Number, like.Number);
        Assert.Equal(2, like.W.Length);
    }

    [Fact]
    public void A_new_model_is_of_the_class_of_the_old_one()
    {
        Table like = new SquareTable(2) { Title = "t" }.NewLike();
        Assert.Equal("t", Assert.IsType<SquareTable>(like).Title);
        Assert.Equal(12, like.Cells.Length);
    }

    [Fact]
    public void Part_of_a_new_part_is_independent()
    {
        var model = new TwoLayers(inputs: 2, hidden: 3, outputs: 1, "a");
        Number(model.Parameters);
        AffineLayer like = model.Second.NewLike();
        like.B[0] = 5;
        Assert.Equal([0, 0, 0, 5], like.Parameters.ToArray());
        Assert.Equal(16, model.Second.B[0]);
    }

    [Fact]
    public void Copying_a_record_copies_its_numbers()
    {
        var model = new Polynomial(3, Centre: 0.5) { Constant = 7 };
        Number(model.Coefficients);
        Polynomial copy = model with { Constant = 8 };
        Assert.Equal([0, 1, 2, 8], copy.Parameters.ToArray());
        Assert.Equal([0, 1, 2, 7], model.Parameters.ToArray());
        copy.Coefficients[0] = 100;
        Assert.Equal(0, model.Coefficients[0]);
        Assert.Equal((3, 0.5, "m"), (copy.Degree, copy.Centre, copy.Unit));
    }

    [Fact]
    public void Copying_a_record_copies_its_parts()
    {
        var model = new Mixture("s", 2);
        Number(model.Parameters);
        Mixture copy = model with { Source = "t" };
        copy.Parameters[2] = 20;
        Assert.Equal([20, 3], copy.Trend.Knots.ToArray());
        Assert.Equal([2, 3], model.Trend.Knots.ToArray());
        Assert.Equal(("t", 2), (copy.Source, copy.Terms));

        Mixture.Line alone = model.Trend with { };
        Assert.Equal(2, alone.ParameterCount);
        alone.Parameters[0] = 9;
        Assert.Equal(2, model.Trend.Knots[0]);
    }

    [Fact]
    public void A_copied_record_keeps_its_shapes()
    {
        var model = new Polynomial(3, Centre: 0.5) { Constant = 7 };
        Polynomial copy = model with { Degree = 5 };
        Assert.Equal(3, copy.Coefficients.Length);
        Assert.Equal(3, copy.NewLike().Coefficients.Length);
    }

    [Fact]
    public void Records_are_equal_where_their_numbers_are()
    {
        var model = new Polynomial(2, Centre: 0.5) { Constant = 7 };
        Polynomial copy = model with { };
        Assert.Equal(model, copy);
        Assert.True(model == copy);
        Assert.Equal(model.GetHashCode(), copy.GetHashCode());
        copy.Coefficients[1] = 1;
        Assert.NotEqual(model, copy);
        Assert.NotEqual(model, model with { Unit = "s" });
        Assert.NotEqual(model, model with { Centre = 0.25 });
        Assert.False(model.Equals(null));

        var mixture = new Mixture("s", 2);
        Assert.Equal(mixture, mixture with { });
        Assert.NotEqual(mixture, mixture with { Source = "t" });
        Assert.NotEqual(mixture, new Special("s", 2));
        var special = new Special("s", 2);
        Assert.Equal<Mixture>(special, special with { Label = null });
        Assert.NotEqual<Mixture>(special, special with { Label = "l" });
    }

    [Fact]
    public void A_record_prints() => Assert.StartsWith("Polynomial { Degree = 2, Centre = 0.5,", new Polynomial(2, 0.5) { Constant = 7 }.ToString(), StringComparison.Ordinal);

    [Fact]
    public void Shapes_that_a_constructor_sets()
    {
        var table = new Table(2, 5);
        Assert.Equal(30, table.Cells.Length);
        Assert.Equal(5, table.Header.Length);
        Assert.Equal(35, table.ParameterCount);
        Assert.Equal(Enumerable.Repeat(1.0, 30).Concat(new double[5]), table.Parameters.ToArray());
        Assert.Equal(35, table.NewLike().ParameterCount);
        Assert.Equal(3 * 9 + 3, new Table(3).ParameterCount);
    }

    [Fact]
    public void Shapes_of_a_constructor_and_of_a_member()
    {
        var odd = new Odd(2, 3, isWide: true);
        Assert.Equal(6, odd.@event.Length);
        Assert.Equal(2, odd.Buffer.Length);
        Assert.Equal(6, odd.ParameterOffset_Buffer());
        Assert.Equal(7, new Odd(2, 3, isWide: false).NewLike().ParameterCount);
    }

    [Fact]
    public void Of_threads_that_ask_first_all_see_one_buffer()
    {
        for (int trial = 0; trial < 50; trial++)
        {
            var late = new Late(4);
            Parallel.For(0, 4, i => late.W[i] = i + 1);
            Assert.Equal([1, 2, 3, 4], late.W.ToArray());
        }
    }

    [Fact]
    public void Extents_may_be_zero_but_not_negative()
    {
        Assert.Equal(0, new AffineLayer(3, 0).ParameterCount);
        Assert.Equal("outputs", Assert.Throws<ArgumentOutOfRangeException>(() => new AffineLayer(3, -1)).ParamName);
        Assert.Equal("Count", Assert.Throws<ArgumentOutOfRangeException>(() => new Odd(2, -3, true).ParameterCount).ParamName);
        Assert.Throws<OverflowException>(() => new AffineLayer(1 << 20, 1 << 20));
    }

    [Fact]
    public void Code_for_any_model_takes_the_interface()
    {
        var model = new TwoLayers(inputs: 2, hidden: 3, outputs: 1, "a");
        Number(model.Parameters);
        IParameters<float> parameters = Assert.IsAssignableFrom<IParameters<float>>(model);
        float sum = 0;
        foreach (float number in parameters.Parameters[..parameters.ParameterCount])
        {
            sum += number;
        }

        Assert.Equal(18 * 19 / 2, sum);
    }

    private static void Number(Span<float> numbers)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = i;
        }
    }

    private static void Number(Span<double> numbers)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = i;
        }
    }

    private static bool Same(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => a == b;

    [Differentiable]
    private sealed partial class Whole(int inputs)
    {
        public partial float Gain { get; set; }

        [Shape(nameof(inputs), nameof(inputs))]
        public partial Pair Front { get; }

        [Shape(nameof(inputs), nameof(inputs))]
        public partial Pair Back { get; }
    }

    /// <summary>Its part fills itself in its constructor.</summary>
    [Differentiable]
    private sealed partial class WithStart(int columns)
    {
        private const int Rows = 1;

        public partial double Offset { get; set; }

        [Shape(nameof(Rows), nameof(columns))]
        public partial Table Inner { get; }
    }

    [Differentiable]
    private sealed partial class Counted(int n)
    {
        public static int Made { get; private set; }

        public int Number { get; } = ++Made;

        [Shape(nameof(n))]
        public partial Span<double> W { get; }
    }

    [Differentiable]
    private sealed partial class Late
    {
        public Late(int n) => Count = n;

        public int Count { get; }

        [Shape(nameof(Count))]
        public partial Span<double> W { get; }
    }

    private sealed class SquareTable(int size) : Table(size)
    {
        public string Title { get; init; } = "";
    }

    private sealed record Special(string Source, int Terms) : Mixture(Source, Terms)
    {
        public string? Label { get; init; }
    }
}
