using System;

namespace DiffGen.Distributions;

/// <summary>A real function of up to four buffers, in double precision, that writes its partial derivatives.</summary>
internal interface IVectorFunction
{
    /// <summary>The value and, into buffers as long as the inputs, the partial derivatives (overwritten).</summary>
    double Evaluate(in Buffers inputs, in Buffers partials);
}
