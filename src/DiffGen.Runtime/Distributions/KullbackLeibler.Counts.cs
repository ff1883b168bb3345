using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

public static partial class KullbackLeibler
{
    /// <summary>Two Bernoulli distributions: p ln(p/pₚ) + (1 − p) ln((1 − p)/(1 − pₚ)).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="p">The probability of true of q.</param>
    /// <param name="priorP">The probability of true of p.</param>
    /// <returns>The divergence, 0 or more.</returns>
    public static R Bernoulli<R>(R p, R priorP)
        where R : IFloatingPointIeee754<R> => Real.From<R>(BernoulliOf(Real.ToDouble(p), Real.ToDouble(priorP)));

    /// <summary>The forward derivative of <c>Bernoulli</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="p">The probability of true of q.</param>
    /// <param name="priorP">The probability of true of p.</param>
    /// <param name="pTangent">The tangent of p.</param>
    /// <param name="priorPTangent">The tangent of priorP.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) BernoulliJvp<R>(R p, R priorP, R pTangent, R priorPTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(BernoulliOf(Real.ToDouble(p), Real.ToDouble(priorP)), BernoulliPartials(Real.ToDouble(p), Real.ToDouble(priorP)), pTangent, priorPTangent);

    /// <summary>The reverse derivative of <c>Bernoulli</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="p">The probability of true of q.</param>
    /// <param name="priorP">The probability of true of p.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to p, priorP.</returns>
    public static (R Value, R PGrad, R PriorPGrad) BernoulliVjp<R>(R p, R priorP, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(BernoulliOf(Real.ToDouble(p), Real.ToDouble(priorP)), BernoulliPartials(Real.ToDouble(p), Real.ToDouble(priorP)), valueGrad);

    /// <summary>Two Bernoulli distributions by their logits.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logit">The logit of q.</param>
    /// <param name="priorLogit">The logit of p.</param>
    /// <returns>The divergence, 0 or more.</returns>
    public static R BernoulliLogit<R>(R logit, R priorLogit)
        where R : IFloatingPointIeee754<R> => Real.From<R>(BernoulliLogitOf(Real.ToDouble(logit), Real.ToDouble(priorLogit)));

    /// <summary>The forward derivative of <c>BernoulliLogit</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logit">The logit of q.</param>
    /// <param name="priorLogit">The logit of p.</param>
    /// <param name="logitTangent">The tangent of logit.</param>
    /// <param name="priorLogitTangent">The tangent of priorLogit.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) BernoulliLogitJvp<R>(R logit, R priorLogit, R logitTangent, R priorLogitTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(BernoulliLogitOf(Real.ToDouble(logit), Real.ToDouble(priorLogit)), BernoulliLogitPartials(Real.ToDouble(logit), Real.ToDouble(priorLogit)), logitTangent, priorLogitTangent);

    /// <summary>The reverse derivative of <c>BernoulliLogit</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logit">The logit of q.</param>
    /// <param name="priorLogit">The logit of p.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to logit, priorLogit.</returns>
    public static (R Value, R LogitGrad, R PriorLogitGrad) BernoulliLogitVjp<R>(R logit, R priorLogit, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(BernoulliLogitOf(Real.ToDouble(logit), Real.ToDouble(priorLogit)), BernoulliLogitPartials(Real.ToDouble(logit), Real.ToDouble(priorLogit)), valueGrad);

    /// <summary>Two geometric distributions: ln(p/pₚ) + (1 − p)/p ln((1 − p)/(1 − pₚ)).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="p">The probability of a success of q.</param>
    /// <param name="priorP">The probability of a success of p.</param>
    /// <returns>The divergence, 0 or more.</returns>
    public static R Geometric<R>(R p, R priorP)
        where R : IFloatingPointIeee754<R> => Real.From<R>(GeometricOf(Real.ToDouble(p), Real.ToDouble(priorP)));

    /// <summary>The forward derivative of <c>Geometric</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="p">The probability of a success of q.</param>
    /// <param name="priorP">The probability of a success of p.</param>
    /// <param name="pTangent">The tangent of p.</param>
    /// <param name="priorPTangent">The tangent of priorP.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) GeometricJvp<R>(R p, R priorP, R pTangent, R priorPTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(GeometricOf(Real.ToDouble(p), Real.ToDouble(priorP)), GeometricPartials(Real.ToDouble(p), Real.ToDouble(priorP)), pTangent, priorPTangent);

    /// <summary>The reverse derivative of <c>Geometric</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="p">The probability of a success of q.</param>
    /// <param name="priorP">The probability of a success of p.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to p, priorP.</returns>
    public static (R Value, R PGrad, R PriorPGrad) GeometricVjp<R>(R p, R priorP, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(GeometricOf(Real.ToDouble(p), Real.ToDouble(priorP)), GeometricPartials(Real.ToDouble(p), Real.ToDouble(priorP)), valueGrad);

    /// <summary>Two Poisson distributions: λ ln(λ/λₚ) + λₚ − λ.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lambda">The mean of q.</param>
    /// <param name="priorLambda">The mean of p.</param>
    /// <returns>The divergence, 0 or more.</returns>
    public static R Poisson<R>(R lambda, R priorLambda)
        where R : IFloatingPointIeee754<R> => Real.From<R>(PoissonOf(Real.ToDouble(lambda), Real.ToDouble(priorLambda)));

    /// <summary>The forward derivative of <c>Poisson</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lambda">The mean of q.</param>
    /// <param name="priorLambda">The mean of p.</param>
    /// <param name="lambdaTangent">The tangent of lambda.</param>
    /// <param name="priorLambdaTangent">The tangent of priorLambda.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) PoissonJvp<R>(R lambda, R priorLambda, R lambdaTangent, R priorLambdaTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(PoissonOf(Real.ToDouble(lambda), Real.ToDouble(priorLambda)), PoissonPartials(Real.ToDouble(lambda), Real.ToDouble(priorLambda)), lambdaTangent, priorLambdaTangent);

    /// <summary>The reverse derivative of <c>Poisson</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lambda">The mean of q.</param>
    /// <param name="priorLambda">The mean of p.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to lambda, priorLambda.</returns>
    public static (R Value, R LambdaGrad, R PriorLambdaGrad) PoissonVjp<R>(R lambda, R priorLambda, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(PoissonOf(Real.ToDouble(lambda), Real.ToDouble(priorLambda)), PoissonPartials(Real.ToDouble(lambda), Real.ToDouble(priorLambda)), valueGrad);
}
