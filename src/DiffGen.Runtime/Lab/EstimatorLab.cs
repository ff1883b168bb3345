using System;
using System.Collections.Generic;
using DiffGen.CompilerServices;

namespace DiffGen;

/// <summary>One estimate of a gradient.</summary>
/// <param name="noise">The stream of the estimate.</param>
/// <param name="gradient">Receives the estimate, one number for each component.</param>
public delegate void GradientEstimate(ref Noise noise, Span<double> gradient);

/// <summary>
/// Compares estimators of one gradient: how far their means are apart, in standard errors, their variances, and what an estimate costs. A method marked
/// with <c>EstimatorLab = true</c> has one for all strategies that apply to its sites: <c>FEstimatorLab</c>.
/// </summary>
/// <example>
/// <code>
/// var lab = new EstimatorLab(components: 2);
/// lab.Add("score", (ref Noise n, Span&lt;double&gt; g) =&gt; (_, g[0], g[1]) = RouteExpectationGradient(0.3, 1.2, ref n));
/// Console.WriteLine(lab.Run());
/// </code>
/// </example>
public sealed class EstimatorLab
{
    private readonly List<(string Name, GradientEstimate Estimate, bool IsBiased)> _estimators = [];
    private readonly int _components;
    private double[]? _exact;
    private Action<Noise>? _simulation;

    /// <summary>Makes a lab without estimators.</summary>
    /// <param name="components">How many numbers the gradient has.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no component.</exception>
    public EstimatorLab(int components)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(components, 1);
        _components = components;
    }

    /// <summary>Enters an estimator.</summary>
    /// <param name="name">Its name in the table.</param>
    /// <param name="estimate">It.</param>
    /// <param name="isBiased">It is known to be biased: it is no reference for the others.</param>
    public void Add(string name, GradientEstimate estimate, bool isBiased = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(estimate);
        _estimators.Add((name, estimate, isBiased));
    }

    /// <summary>Says what the gradient is, where that is known.</summary>
    /// <param name="gradient">One number for each component.</param>
    /// <exception cref="ArgumentException">It has another number of components.</exception>
    public void Expect(ReadOnlySpan<double> gradient)
    {
        if (gradient.Length != _components)
        {
            throw new ArgumentException($"gradient has length {gradient.Length}, but the lab has {_components} components; pass one number for each.", nameof(gradient));
        }

        _exact = gradient.ToArray();
    }

    /// <summary>Says what the simulation alone is: costs are given as multiples of it.</summary>
    /// <param name="simulation">The method, for one stream.</param>
    public void CompareWith(Action<Noise> simulation)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        _simulation = simulation;
    }

    /// <summary>
    /// Runs all estimators. The reference of the means is the gradient where it is known; else the mean of an unbiased estimator without variance, which is exact; else that of the unbiased one with the
    /// least variance, whose own error is taken into account.
    /// </summary>
    /// <param name="samples">How many estimates of each; at least 2.</param>
    /// <param name="seed">Of the streams.</param>
    /// <returns>A row for each estimator; its text is a table.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 samples.</exception>
    /// <exception cref="InvalidOperationException">There is no estimator.</exception>
    public LabReport Run(int samples = 10_000, ulong seed = 0)
    {
        if (_estimators.Count == 0)
        {
            throw new InvalidOperationException("The lab has no estimators; call Add first.");
        }

        var table = new LabTable(_components, samples, seed);
        double[] gradient = new double[_components];
        if (_simulation is not null)
        {
            table.BeginSimulation();
            while (table.Next(out Noise noise))
            {
                _simulation(noise);
            }
        }

        foreach ((string name, GradientEstimate estimate, bool isBiased) in _estimators)
        {
            table.Begin(name, isBiased);
            while (table.Next(out Noise noise))
            {
                Array.Clear(gradient);
                estimate(ref noise, gradient);
                table.Enter(gradient);
            }
        }

        return table.Report(_exact);
    }
}
