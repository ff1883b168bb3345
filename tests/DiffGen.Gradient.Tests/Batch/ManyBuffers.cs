using System;

namespace DiffGen.Gradient.Tests.Batch;

/// <summary>So many buffers that the companions first ask whether they lie one behind the other.</summary>
internal static partial class ManyBuffers
{
    [Differentiable(Batch = true)]
    public static double Six(double a, double b, double c, double d, double e, double f) => a * b + Math.Sin(c) * d - e / f;
}
