using System;
using System.Collections.Generic;
using System.Linq;

namespace GridWorld;

/// <summary>Agents that learned in the same way, each from a seed of its own.</summary>
internal sealed record Training(string Name, int UpdatesPerMeasurement)
{
    public List<Agent> Agents { get; } = [];

    /// <summary>The mean value at a measurement, and its standard error; that of a single agent is NaN.</summary>
    public (double Mean, double Error) At(int measurement)
    {
        double mean = Agents.Average(agent => agent.Curve[measurement]);
        double squares = Agents.Sum(agent => Math.Pow(agent.Curve[measurement] - mean, 2));
        return (mean, Math.Sqrt(squares / (Agents.Count - 1) / Agents.Count));
    }
}
