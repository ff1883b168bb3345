using System;
using System.IO;
using Xunit;

namespace DiffGen.Runtime.Tests;

public sealed class StateTests
{
    [Fact]
    public void Every_kind_of_number_comes_back_bit_for_bit()
    {
        Everything a = new() { Real = double.NaN, Count = -3, Word = ulong.MaxValue, Flag = true, Noise = new Noise(new NoiseKey(7), 9) };
        (a.Bytes[1], a.Integers[0], a.Longs[1], a.Words[0], a.Singles[1], a.Doubles[0]) = (200, -5, long.MinValue, 12, float.NegativeInfinity, -0.0);
        Everything b = new();
        StateSnapshot.Restore(b, StateSnapshot.Take(a));
        Assert.Equal((BitConverter.DoubleToInt64Bits(double.NaN), -3, ulong.MaxValue, true), (BitConverter.DoubleToInt64Bits(b.Real), b.Count, b.Word, b.Flag));
        Assert.Equal(a.Noise, b.Noise);
        Assert.Equal(a.Bytes, b.Bytes);
        Assert.Equal(a.Integers, b.Integers);
        Assert.Equal(a.Longs, b.Longs);
        Assert.Equal(a.Words, b.Words);
        Assert.Equal(a.Singles, b.Singles);
        Assert.True(double.IsNegative(b.Doubles[0]));
        Assert.Equal(StateSnapshot.Take(a), StateSnapshot.Take(b));
    }

    [Fact]
    public void Groups()
    {
        Model model = new();
        float[] buffer = [1, 2];
        ForwardGradient<float> estimator = new(3) { Step = 5 };
        Adam<float> adam = new(2);
        StateGroup group = new StateGroup().Add("model", model).Add("buffer", buffer).Add("noise", estimator).Add("adam", adam);
        model.Parameters.Fill(7);
        byte[] state = StateSnapshot.Take(group);
        model.Parameters.Clear();
        buffer[0] = 9;
        estimator.Step = 0;
        adam.LearningRate = 4;
        StateSnapshot.Restore(group, state);
        Assert.Equal([7, 7], model.Parameters.ToArray());
        Assert.Equal([1, 2], buffer);
        Assert.Equal(5, estimator.Step);
        Assert.Equal(1e-3, adam.LearningRate);
        Assert.Equal("name", Assert.Throws<ArgumentException>(() => group.Add("adam", adam)).ParamName);
    }

    /// <summary>The position in the noise of another seed means nothing.</summary>
    [Fact]
    public void The_position_of_another_estimator_is_refused()
    {
        ForwardGradient<float> estimator = new(3), other = new(4);
        byte[] state = StateSnapshot.Take(new StateGroup().Add("noise", estimator));
        Assert.Contains("noise ", Assert.Throws<InvalidDataException>(() => StateSnapshot.Restore(new StateGroup().Add("noise", other), state)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_types_are_refused()
    {
        Assert.Contains("Decimal", Assert.Throws<NotSupportedException>(() => StateSnapshot.Take(new StateGroup().Add("x", new decimal[1]))).Message, StringComparison.Ordinal);
    }

    private sealed class Model : IParameters<float>
    {
        private readonly float[] _numbers = new float[2];

        public Span<float> Parameters => _numbers;

        public int ParameterCount => 2;
    }

    private sealed class Everything : IStateful
    {
        private double _real;
        private long _count;
        private ulong _word;
        private bool _flag;
        private Noise _noise;

        public double Real { get => _real; init => _real = value; }

        public long Count { get => _count; init => _count = value; }

        public ulong Word { get => _word; init => _word = value; }

        public bool Flag { get => _flag; init => _flag = value; }

        public Noise Noise { get => _noise; init => _noise = value; }

        public byte[] Bytes { get; } = new byte[2];

        public int[] Integers { get; } = new int[1];

        public long[] Longs { get; } = new long[2];

        public ulong[] Words { get; } = new ulong[1];

        public float[] Singles { get; } = new float[2];

        public double[] Doubles { get; } = new double[1];

        public void VisitState(StateVisitor visitor)
        {
            visitor.Number("real", ref _real);
            visitor.Number("count", ref _count);
            visitor.Number("word", ref _word);
            visitor.Flag("flag", ref _flag);
            visitor.Noise("noise", ref _noise);
            visitor.Buffer<byte>("bytes", Bytes);
            visitor.Buffer<int>("integers", Integers);
            visitor.Buffer<long>("longs", Longs);
            visitor.Buffer<ulong>("words", Words);
            visitor.Buffer<float>("singles", Singles);
            visitor.Buffer<double>("doubles", Doubles);
        }
    }
}
