using DiffGen.Generator.Tests.Verification;
using Xunit;

namespace DiffGen.Generator.Tests.Diagnostics;

public class BatchOverloadTests
{
    /// <summary>A span of one number per call, and a span that all calls share: only the batch companions have one signature.</summary>
    [Fact]
    public void Overloads_whose_batch_companions_have_one_signature_are_refused()
    {
        Generated generated = Generated.Run("""
            #pragma warning disable CS1591
            using System;
            using DiffGen;
            public static partial class M
            {
                [Differentiable(Batch = true)] public static double F(double x) => x * x;
                [Differentiable(Batch = true)] public static double F([Uniform] ReadOnlySpan<double> x) => x[0] * x[0];
            }
            """);
        Assert.Equal("DG0001", Assert.Single(generated.Diagnostics).Id);
    }
}
