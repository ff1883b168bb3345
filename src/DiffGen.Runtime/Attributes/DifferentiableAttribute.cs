using System;

namespace DiffGen;

/// <summary>
/// Marks a method whose derivatives are written at compile time, or a type whose real numbers take part in them.
/// </summary>
/// <remarks>
/// <para>
/// On a method <c>F</c>: the type gets the companions <c>FJvp</c> (forward), <c>FVjp</c> (reverse, accumulating) and, where the result is one
/// real number, <c>FGradient</c> (reverse, overwriting). Every containing type must be <c>partial</c>.
/// </para>
/// <para>
/// On a struct or record struct: its real fields and properties are differentiated, and the struct is its own tangent and gradient type.
/// On a class or record: a set of parameters in one flat buffer, shown as named, shaped views.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Struct | AttributeTargets.Class, Inherited = false)]
public sealed class DifferentiableAttribute : Attribute
{
    /// <summary>Whether a method with one real result also gets <c>FHvp</c>: value, gradient and Hessian-vector product, forward over reverse.</summary>
    public bool Hvp { get; set; }

    /// <summary>Whether a method also gets <c>FBatch</c>, <c>FJvpBatch</c> and <c>FGradientBatch</c>, which run many calls, one in each SIMD lane.</summary>
    public bool Batch { get; set; }

    /// <summary>Whether a method also gets <c>FJacobian</c>: all partial derivatives, row-major.</summary>
    public bool Jacobian { get; set; }

    /// <summary>Whether a method with sampling sites also gets <c>FEstimatorLab</c>, which compares all strategies that apply to its sites.</summary>
    public bool EstimatorLab { get; set; }

    /// <summary>
    /// Whether a method with sampling sites also gets <c>FExpectationHvp</c>: the simulated value and unbiased estimates of the gradient and of the Hessian-vector product of its expectation. Draws go by their paths where what
    /// follows has a continuous first derivative in them, and by their scores elsewhere.
    /// </summary>
    public bool ExpectationHvp { get; set; }

    /// <summary>
    /// Whether a method with <see cref="Node.Site{R}(R)"/> also gets <c>FNodeDifference</c>: node perturbation by the difference of two runs, for losses without a derivative.
    /// </summary>
    public bool NodeDifference { get; set; }

    /// <summary>
    /// Whether the iterations of the loop that holds the sites of <see cref="Node.Site{R}(R)"/> are examples of a batch: in <c>FNodeGradient</c> each has noise of its own number, and what it adds to the loss credits its own nodes
    /// alone. It is an error where iterations meet in anything but one sum.
    /// </summary>
    public bool NodeExamples { get; set; }

    /// <summary>
    /// How often a call of the companions of a method with sampling sites may run what depends on a draw again, for each site that is enumerated without being asked for; 4,096 unless set. Where it
    /// would take more, the site goes by its score.
    /// </summary>
    public int EnumerationBudget { get; set; } = 4096;

    /// <summary>
    /// Whether loops may be vectorised and sums reordered; true unless set. With <c>false</c> a companion's value is the method's own, bit for bit.
    /// </summary>
    public bool Simd { get; set; } = true;

    /// <summary>
    /// Whether loops whose iterations meet in sums alone, and the batch companions, run in parts on several threads. What they compute depends neither on the number of threads
    /// (<see cref="Parallelism.MaxThreads"/>) nor on chance: parts are divided by the number of iterations, and their sums are added in order. For static methods.
    /// </summary>
    public bool Parallel { get; set; }
}
