using System;
using System.Numerics;
using Xunit;

namespace DiffGen.Runtime.Tests;

public sealed class ParametersTests
{
    /// <summary>w · x + b, the numbers in one buffer.</summary>
    private sealed class Affine(int inputs) : IParameters<float>
    {
        private readonly float[] _parameters = new float[inputs + 1];

        public Span<float> Parameters => _parameters;

        public int ParameterCount => _parameters.Length;

        public Span<float> W => _parameters.AsSpan(0, inputs);

        public ref float B => ref _parameters[inputs];
    }

    [Fact]
    public void Views_and_the_flat_buffer_are_one_memory()
    {
        Affine model = new(3), gradient = new(3);
        model.W.Fill(2);
        model.B = 5;
        Assert.Equal([2, 2, 2, 5], model.Parameters.ToArray());

        gradient.Parameters.Fill(1);
        Descend<Affine, float>(model, gradient, 0.5f);
        Assert.Equal([1.5f, 1.5f, 1.5f], model.W.ToArray());
        Assert.Equal(4.5f, model.B);
    }

    /// <summary>A step θ -= rate g on any model: all that is known of it is the interface.</summary>
    private static void Descend<TModel, R>(TModel model, TModel gradient, R rate)
        where TModel : IParameters<R>
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        Assert.Equal(model.ParameterCount, gradient.ParameterCount);
        for (int i = 0; i < model.ParameterCount; i++)
        {
            model.Parameters[i] -= rate * gradient.Parameters[i];
        }
    }
}
