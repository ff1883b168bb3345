namespace DiffGen.Benchmarks.Harness;

/// <summary>One call to be timed. A struct, so that the loop around it is compiled for it alone and the call can be inlined.</summary>
internal interface IKernel
{
    /// <summary>Makes the call; returns something of its results. <paramref name="i"/> counts the calls.</summary>
    static abstract double Run(int i);
}
