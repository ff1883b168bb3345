using System.Collections.Generic;
using DiffGen.Benchmarks.Harness;

namespace DiffGen.Benchmarks.Cases;

/// <summary>The problems that run beside peers in C++.</summary>
internal static class Workloads
{
    /// <param name="folder">Where inputs with reference gradients lie; null for numbers of the benchmark's own.</param>
    /// <exception cref="System.IO.FileNotFoundException">The folder lacks a file.</exception>
    public static IEnumerable<Workload> All(string? folder)
    {
        yield return new MixtureWorkload(10, folder);
        yield return new MixtureWorkload(64, folder);
        yield return new AdjustmentWorkload(folder);
        yield return new AdjustmentBatchWorkload(folder);
        yield return new TrackingWorkload(1, 100, folder);
        yield return new TrackingWorkload(5, 800, folder);
        yield return new ClustersWorkload(folder);
        yield return new LstmWorkload(folder);
        foreach (Workload workload in DeterminantWorkload.All(folder))
        {
            yield return workload;
        }

        yield return new LeastSquaresWorkload(folder);
        yield return new LogSumExpWorkload(folder);
        yield return new BlackScholesWorkload();
        yield return new AsianWorkload();
        yield return new LotkaVolterraWorkload();
        yield return new BodiesWorkload();
        yield return new HeatFlowWorkload();
        yield return new SoftTimeWarpingWorkload();
    }
}
