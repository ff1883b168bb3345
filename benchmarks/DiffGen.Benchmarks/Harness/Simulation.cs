using System;
using System.Collections.Generic;

namespace DiffGen.Benchmarks.Harness;

/// <summary>A method that draws, and estimates of the gradient of its expectation.</summary>
/// <param name="Name">What its rows are called.</param>
/// <param name="Run">The plain call: simulates so often, from the same noise each time that it is called.</param>
/// <param name="Estimates">The companions, which estimate so often from the same noise.</param>
/// <param name="Check">Compares what the companions simulate with the plain call; throws where they differ.</param>
internal sealed record Simulation(string Name, Func<int, double> Run, IReadOnlyList<(string Name, Func<int, double> Run)> Estimates, Action Check);
