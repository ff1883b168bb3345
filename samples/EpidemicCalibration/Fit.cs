namespace EpidemicCalibration;

/// <summary>Parameters on their way to the observations.</summary>
/// <param name="Parameters">The parameters.</param>
/// <param name="StandardErrors">Their standard errors: by the derivatives of the means and the covariance of the observations.</param>
/// <param name="Distance">The squared distance of simulated from observed means in standard errors: at the end of chi-squared with statistics − parameters degrees of freedom.</param>
/// <param name="Simulated">The simulated means.</param>
internal sealed record Fit(Parameters Parameters, double[] StandardErrors, double Distance, double[] Simulated);
