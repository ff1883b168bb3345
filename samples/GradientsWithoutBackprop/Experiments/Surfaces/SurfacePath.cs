using System.Collections.Generic;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>A descent, step by step where steps are thinned out geometrically.</summary>
/// <param name="Method">The kind of gradient.</param>
/// <param name="Points">Where it is: the step, the place, the height.</param>
internal sealed record SurfacePath(string Method, IReadOnlyList<(int Step, double X, double Y, double Height)> Points);
