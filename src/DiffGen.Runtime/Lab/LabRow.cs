using System.Collections.Generic;

namespace DiffGen;

/// <summary>What a lab found of one estimator.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsBiased">It is known to be biased.</param>
/// <param name="Z">How far its mean is from the reference, in standard errors: the largest of its components. Of an unbiased estimator hardly ever above 5; NaN where there is no reference, or an estimate is not a number.</param>
/// <param name="Variance">The sum of the variances of the components.</param>
/// <param name="Cost">The time of an estimate: in simulations where the lab knows the simulation, else in seconds.</param>
/// <param name="IsReference">Its mean is the reference.</param>
/// <param name="Mean">The mean estimate.</param>
public sealed record LabRow(string Name, bool IsBiased, double Z, double Variance, double Cost, bool IsReference, IReadOnlyList<double> Mean)
{
    /// <summary>Variance times cost: with a given time, the variance of the mean of all estimates made in it.</summary>
    public double VarianceTimesCost => Variance * Cost;
}
