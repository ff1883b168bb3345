using System;
using System.IO;
using System.Linq;
using DiffGen.Sampling;
using DiffGen.Training;
using Golden.Expectations;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Baselines as a state: written and read bit for bit, versioned by the statement that draws, cloned, reset, and part of a run that is ended and goes on.</summary>
public sealed class BaselineStateTests : IDisposable
{
    private static readonly double[] s_logits = [0.2, -0.3, 0.5];
    private static readonly double[] s_costs = [1, 2, 4];
    private readonly string _directory = Path.Combine(Path.GetTempPath(), "diffgen-baselines-" + Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    [Fact]
    public void Every_number_comes_back_bit_for_bit()
    {
        Given.EachBaselines source = Learned(), target = Empty();
        source.Categorical.Given = -0.0;
        byte[] state = StateSnapshot.Take(source);
        StateSnapshot.Restore(ref target, state);
        Assert.True(source.NegativeBinomial.Count > 0 && source.Categorical.PerParameter![2] != 0);
        Assert.Equal(source.NegativeBinomial with { PerParameter = null }, target.NegativeBinomial with { PerParameter = null });
        Assert.Equal(source.Categorical with { PerParameter = null }, target.Categorical with { PerParameter = null });
        Assert.True(double.IsNegative(target.Categorical.Given));
        Assert.Equal(source.Categorical.PerParameter.Numerators.ToArray(), target.Categorical.PerParameter!.Numerators.ToArray());
        Assert.Equal(source.Categorical.PerParameter.Denominators.ToArray(), target.Categorical.PerParameter.Denominators.ToArray());
        Assert.Equal(source.NegativeBinomial.PerParameter!.Numerators.ToArray(), target.NegativeBinomial.PerParameter!.Numerators.ToArray());
        Assert.Equal(state, StateSnapshot.Take(target));

        // What they say next is the same, too.
        double[] a = new double[3], b = new double[3], unused = new double[3];
        Noise first = new(9), second = new(9);
        Given.EachExpectationGradient(2, 0.5, s_logits, s_costs, ref first, a, unused, ref source, 4);
        Given.EachExpectationGradient(2, 0.5, s_logits, s_costs, ref second, b, unused, ref target, 4);
        Assert.Equal(a, b);
        Assert.Equal(StateSnapshot.Take(source), StateSnapshot.Take(target));
    }

    /// <summary>The state of a draw in another statement, of one with fewer parameters, of one without baselines of its parameters: told, and nothing is changed.</summary>
    [Fact]
    public void The_state_of_another_site_is_refused()
    {
        var both = new Sites.BothBaselines();
        both.Bernoulli.Mean = 3;
        var other = new TableModels.ExponentialOfBothBaselines();
        other.Bernoulli.Mean = 7;
        string message = Assert.Throws<InvalidDataException>(() => StateSnapshot.Restore(ref other, StateSnapshot.Take(both))).Message;
        Assert.Contains("The state holds 'Bernoulli ", message, StringComparison.Ordinal);
        Assert.Equal(7, other.Bernoulli.Mean);

        Given.EachBaselines without = Empty(), fewer = Empty();
        without.NegativeBinomial.PerParameter = null;
        fewer.Categorical.PerParameter = new OptimalBaseline(2, 0.9);
        Assert.Contains("/per parameter/numerators'", Assert.Throws<InvalidDataException>(() => StateSnapshot.Restore(ref without, StateSnapshot.Take(Learned()))).Message, StringComparison.Ordinal);
        Assert.Contains("has 3 numbers in the state, but 2 here", Assert.Throws<InvalidDataException>(() => StateSnapshot.Restore(ref fewer, StateSnapshot.Take(Learned()))).Message, StringComparison.Ordinal);
        Assert.Equal(0, without.Categorical.Count + fewer.NegativeBinomial.Count);
    }

    /// <summary>A structure by value is a copy, which it would be of no use to restore.</summary>
    [Fact]
    public void Copies_are_refused()
    {
        Given.EachBaselines target = Empty();
        byte[] state = StateSnapshot.Take(target);
        Assert.Equal("target", Assert.Throws<ArgumentException>(() => StateSnapshot.Restore(target, state)).ParamName);
        Assert.Equal("part", Assert.Throws<ArgumentException>(() => StateSnapshot.Take(new StateGroup().Add("baselines", target))).ParamName);
        Assert.Equal("state", Assert.Throws<ArgumentException>(() => new CheckpointStore(_directory).Restore(target)).ParamName);
    }

    [Fact]
    public void Clones_learn_on_their_own_and_are_reset()
    {
        Given.EachBaselines source = Learned(), clone = source.Clone();
        byte[] before = StateSnapshot.Take(source);
        clone.Reset();
        Assert.Equal(before, StateSnapshot.Take(source));
        Assert.Equal(StateSnapshot.Take(Empty()), StateSnapshot.Take(clone));
        Assert.Equal((BaselineKind.Optimal, true, 0L), (clone.Categorical.Kind, clone.Categorical.Normalises, clone.Categorical.Count));
        Assert.NotSame(source.Categorical.PerParameter, clone.Categorical.PerParameter);
    }

    [Fact]
    public void In_a_group_of_states()
    {
        Given.EachBaselines source = Learned(), target = Empty();
        StateSnapshot.Restore(new StateGroup().Add("method", v => v.Part("each", ref target)), StateSnapshot.Take(new StateGroup().Add("method", v => v.Part("each", ref source))));
        Assert.Equal(StateSnapshot.Take(source), StateSnapshot.Take(target));
        Assert.Equal("name", Assert.Throws<ArgumentException>(() => new StateGroup().Add("a", _ => { }).Add("a", _ => { })).ParamName);
    }

    [Fact]
    public void Baselines_of_the_runtime()
    {
        MovingAverageBaseline average = new(0.9), averageCopy = new(0.9);
        ScaleNormalisation scale = new(0.8), scaleCopy = new(0.8);
        for (int i = 0; i < 5; i++)
        {
            average.Update(i * i);
            scale.Update(10 * i);
        }

        StateSnapshot.Restore(ref averageCopy, StateSnapshot.Take(average));
        StateSnapshot.Restore(ref scaleCopy, StateSnapshot.Take(scale));
        Assert.Equal(average, averageCopy);
        Assert.Equal(scale, scaleCopy);
        Assert.True(average.Value > 0 && scale.Variance > 0);
    }

    /// <summary>A run that is ended at any step and goes on ends bit for bit as one that was left alone: parameters, those of a learned baseline among them, and baselines of three kinds.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(11)]
    public void Ended_and_gone_on(int step)
    {
        (double[] expected, byte[] baselines) = Train(Path.Combine(_directory, "whole"), int.MaxValue, forgets: false);
        Assert.All(expected, x => Assert.True(double.IsFinite(x) && x != 0.25));
        string killed = Path.Combine(_directory, "killed");
        Assert.Throws<EndedException>(() => Train(killed, step, forgets: false));
        (double[] actual, byte[] restored) = Train(killed, int.MaxValue, forgets: false);
        Assert.Equal(expected, actual);
        Assert.Equal(baselines, restored);
    }

    /// <summary>The test above sees what it is to see.</summary>
    [Fact]
    public void A_task_that_forgets_its_baselines_is_seen()
    {
        (double[] expected, _) = Train(Path.Combine(_directory, "whole"), int.MaxValue, forgets: true);
        string killed = Path.Combine(_directory, "killed");
        Assert.Throws<EndedException>(() => Train(killed, 6, forgets: true));
        Assert.NotEqual(expected, Train(killed, int.MaxValue, forgets: true).Parameters);
    }

    private static Given.EachBaselines Empty()
    {
        var baselines = new Given.EachBaselines();
        baselines.NegativeBinomial.Kind = baselines.Categorical.Kind = BaselineKind.Optimal;
        baselines.NegativeBinomial.PerParameter = new OptimalBaseline(2, 0.9);
        baselines.Categorical.PerParameter = new OptimalBaseline(3, 0.9);
        baselines.Categorical.Normalises = true;
        return baselines;
    }

    private static Given.EachBaselines Learned()
    {
        Given.EachBaselines baselines = Empty();
        double[] g = new double[3], unused = new double[3];
        var noise = new Noise(5);
        for (int i = 0; i < 10; i++)
        {
            Given.EachExpectationGradient(2, 0.5, s_logits, s_costs, ref noise, g, unused, ref baselines, 3);
        }

        return baselines;
    }

    private static (double[] Parameters, byte[] Baselines) Train(string directory, int endAt, bool forgets)
    {
        double[] parameters = [0.25, 0.25, 0.25, 0.25, 0.25, 0.25];
        var task = new Task(endAt, forgets);
        TrainingOptions options = new() { Epochs = 3, BatchSize = 2, Seed = 4, Checkpoints = new CheckpointStore(directory), CheckpointEvery = 2, RestoreBest = false };
        new TrainingLoop<double>(options).Run(task, parameters);
        return (parameters, task.Baselines);
    }

    private sealed class EndedException : Exception;

    /// <summary>The parameters: three logits, one more, and two of a baseline that the method learns.</summary>
    private sealed class Task(int endAt, bool forgets) : ITrainingTask<double>
    {
        private readonly Adam<double> _optimizer = new(6, 0.05);
        private readonly double[] _gradient = new double[6];
        private readonly double[] _unused = new double[3];
        private Given.EachBaselines _each = Empty();
        private Given.PairBaselines _pair = Kinds();
        private Noise _noise = new(31);
        private int _steps;

        public int ExampleCount => 8;

        public byte[] Baselines => [.. StateSnapshot.Take(_each), .. StateSnapshot.Take(_pair)];

        public double Step(ReadOnlySpan<int> examples, Span<double> parameters)
        {
            if (++_steps == endAt)
            {
                throw new EndedException();
            }

            double[] costs = [.. s_costs];
            costs[0] += examples[0];
            double value = Given.EachExpectationGradient(2, 0.5, parameters[..3], costs, ref _noise, _gradient.AsSpan(0, 3), _unused, ref _each, 2).Value;
            (double second, _, _gradient[3]) = Given.PairExpectationGradient(0.4, parameters[3], parameters[4..], ref _noise, _gradient.AsSpan(4, 2), ref _pair, 2);
            _optimizer.Step(parameters, _gradient);
            return value + second;
        }

        public void VisitState(StateVisitor visitor)
        {
            visitor.Part("optimizer", _optimizer);
            visitor.Noise("noise", ref _noise);
            if (!forgets)
            {
                visitor.Part("each", ref _each);
                visitor.Part("pair", ref _pair);
            }
        }

        private static Given.PairBaselines Kinds()
        {
            var baselines = new Given.PairBaselines();
            baselines.BernoulliLogit.Kind = BaselineKind.Optimal;
            return baselines;
        }
    }
}
