using System;
using GradientsWithoutBackprop.Models;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>Estimates the gradient of the network's loss on a mini-batch.</summary>
internal delegate void GradientSource(LayeredTanhNetwork loss, ReadOnlySpan<float> parameters, Span<float> gradient);
