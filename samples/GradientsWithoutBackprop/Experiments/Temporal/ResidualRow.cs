using System.Collections.Generic;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>Where the error of a rule ends.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Predicted">The residual error by theory.</param>
/// <param name="Measured">The mean error after the transient.</param>
/// <param name="Reach">Half the width of its 95 % interval, by batch means.</param>
/// <param name="Drift">The mean square of the change of weights whose inputs are 0.</param>
/// <param name="Curve">The mean error in windows of trials that grow by a quarter each.</param>
/// <param name="Theory">The same by theory.</param>
internal sealed record ResidualRow(string Rule, double Predicted, double Measured, double Reach, double Drift, IReadOnlyList<(int Trial, double Error)> Curve, IReadOnlyList<(int Trial, double Error)> Theory);
