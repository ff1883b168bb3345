using System;
using System.Numerics;

namespace DiffGen;

/// <summary>K orthogonal directions of length √n, uniformly distributed among all such: noise, made orthogonal by Gram and Schmidt's procedure.</summary>
internal sealed class OrthogonalFrame<R>(IWhiteNoise source, int count, ParameterMask? mask)
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private R[] _directions = [];
    private uint _step;
    private int _length = -1;

    /// <summary>A direction of a step. All directions of a step are made when the first of them is asked for.</summary>
    public ReadOnlySpan<R> Direction(int length, uint step, int instance)
    {
        if (_length != length || _step != step)
        {
            Make(length, step);
        }

        return _directions.AsSpan(instance * length, length);
    }

    private void Make(int length, uint step)
    {
        _length = -1;
        int size = checked(length * count), active = mask?.ActiveCount ?? length;
        if (_directions.Length != size)
        {
            _directions = new R[size];
        }

        for (int j = 0; j < count; j++)
        {
            Span<R> direction = _directions.AsSpan(j * length, length);
            source.Fill(direction[..active], step, (uint)j);
            mask?.Scatter(direction);

            // Twice: after the second time rounding has left nothing of the directions before it.
            for (int k = 0; k < 2 * j; k++)
            {
                ReadOnlySpan<R> other = _directions.AsSpan(k % j * length, length);
                R part = R.CreateTruncating(-OrderedSums.Dot(direction, other) / OrderedSums.Squares(other));
                ScaledSums.MultiplyAdd(other, part, direction);
            }

            OrderedSums.Scale(direction, Math.Sqrt(active / OrderedSums.Squares<R>(direction)));
        }

        _step = step;
        _length = length;
    }
}
