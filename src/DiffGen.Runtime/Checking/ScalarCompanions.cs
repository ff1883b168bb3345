using System;
using System.Collections.Generic;
using System.Numerics;

namespace DiffGen.Checking;

/// <summary>The companions of a method of scalars, as functions of the array of its arguments; null where there is none.</summary>
internal sealed class ScalarCompanions<R>(Func<R[], R> function)
    where R : unmanaged, IFloatingPointIeee754<R>
{
    public Func<R[], R[], (R Value, R Tangent)>? Jvp { get; init; }

    public Func<R[], R, (R Value, R[] Grad)>? Vjp { get; init; }

    public Func<R[], (R Value, R[] Grad)>? Gradient { get; init; }

    public Func<R[], R[], (R Value, R Tangent, R[] Grad, R[] Hvp)>? Hvp { get; init; }

    /// <summary>Compares all of them at a point.</summary>
    public DerivativeReport Check(R[] at, string[] names, DerivativeCheckOptions? options)
    {
        List<(string, R)> values = [];
        List<(string, R[])> gradients = [];
        List<(string, Func<R[], R>)> directional = [];
        R[] ones = new R[at.Length];
        Array.Fill(ones, R.One);
        if (Gradient is not null)
        {
            Add("Gradient", Gradient(at), R.One);
        }

        if (Vjp is not null)
        {
            R two = R.One + R.One;
            Add("Vjp", Vjp(at, R.One), R.One);
            Add("Vjp at valueGrad = -2, divided by it", Vjp(at, -two), -two);
        }

        if (Hvp is not null)
        {
            (R value, _, R[] grad, _) = Hvp(at, ones);
            Add("Hvp's gradient", (value, grad), R.One);
            directional.Add(("Hvp's tangent", v => Hvp(at, v).Tangent));
        }

        if (Jvp is not null)
        {
            values.Add(("Jvp", Jvp(at, ones).Value));
            directional.Add(("Jvp", v => Jvp(at, v).Tangent));
        }

        CheckedScalar<R> scalar = new(function, [.. gradients], [.. directional]);
        DerivativeReport report = new Comparison<CheckedScalar<R>, R>(scalar, at, names, options).Run([.. values]);
        if (Hvp is null)
        {
            return report;
        }

        Func<R[], R[]> gradient = Gradient is not null ? x => Gradient(x).Grad
            : Vjp is not null ? x => Vjp(x, R.One).Grad
            : x => Hvp(x, ones).Grad;
        return report.With(DerivativeCheck.Hvp(gradient, at, (x, v) => Hvp(x, v).Hvp, names, options));

        void Add(string companion, (R Value, R[] Grad) given, R cotangent)
        {
            values.Add((companion, given.Value));
            gradients.Add((companion, Array.ConvertAll(given.Grad, g => g / cotangent)));
        }
    }
}
