using System;
using System.Numerics;

namespace DiffGen.Checking;

/// <summary>An objective; its gradient has been taken at the point.</summary>
internal readonly ref struct CheckedObjective<TObjective, R>(TObjective objective, R[] at, R[] gradient) : IChecked<R>
    where TObjective : IObjective<R>, allows ref struct
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private readonly TObjective _objective = objective;

    public string[] Results => [""];

    public string[] Companions => ["Gradient", "Jvp"];

    public void Value(ReadOnlySpan<R> x, Span<double> y) => y[0] = double.CreateTruncating(_objective.Value(x));

    public void Along(int companion, ReadOnlySpan<R> v, Span<double> derivative)
    {
        if (companion == 0)
        {
            derivative[0] = Sums.Dot<R>(gradient, v);
        }
        else
        {
            _objective.Jvp(at, v, out R directional);
            derivative[0] = double.CreateTruncating(directional);
        }
    }
}
