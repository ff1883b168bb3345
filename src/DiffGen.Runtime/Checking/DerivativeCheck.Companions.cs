using System;
using System.Numerics;
using DiffGen.Checking;

namespace DiffGen;

/// <content>Methods of one to four scalars: their companions go in as they are.</content>
public static partial class DerivativeCheck
{
    /// <summary>
    /// Compares the companions of a method of one argument with differences and with each other, and their values with the method's own.
    /// Those that are left out (null) are not looked at.
    /// </summary>
    /// <remarks>
    /// <c>Vjp</c> is called with the cotangents 1 and −2. <c>Hvp</c> is compared with differences of the gradient that <c>Gradient</c> gives, or <c>Vjp</c>, or
    /// else <c>Hvp</c> itself.
    /// </remarks>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="function">The method.</param>
    /// <param name="x">The argument at the point.</param>
    /// <param name="jvp">The method's <c>Jvp</c>.</param>
    /// <param name="vjp">The method's <c>Vjp</c>.</param>
    /// <param name="gradient">The method's <c>Gradient</c>.</param>
    /// <param name="hvp">The method's <c>Hvp</c>.</param>
    /// <param name="names">The names of the arguments for the report, one each.</param>
    /// <param name="options">How to compare.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">The point is not finite, or the names are not as many as the arguments.</exception>
    public static DerivativeReport Companions<R>(
        Func<R, R> function,
        R x,
        Func<R, R, (R Value, R Tangent)>? jvp = null,
        Func<R, R, (R Value, R XGrad)>? vjp = null,
        Func<R, (R Value, R XGrad)>? gradient = null,
        Func<R, R, (R Value, R Tangent, R XGrad, R XHvp)>? hvp = null,
        string[]? names = null,
        DerivativeCheckOptions? options = null)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        ArgumentNullException.ThrowIfNull(function);
        ScalarCompanions<R> companions = new(p => function(p[0]))
        {
            Jvp = jvp is null ? null : (p, v) => jvp(p[0], v[0]),
            Vjp = vjp is null ? null : (p, valueGrad) =>
            {
                (R value, R xGrad) = vjp(p[0], valueGrad);
                return (value, [xGrad]);
            },
            Gradient = gradient is null ? null : p =>
            {
                (R value, R xGrad) = gradient(p[0]);
                return (value, [xGrad]);
            },
            Hvp = hvp is null ? null : (p, v) =>
            {
                (R value, R tangent, R xGrad, R xHvp) = hvp(p[0], v[0]);
                return (value, tangent, [xGrad], [xHvp]);
            },
        };
        return companions.Check([x], names ?? ["x"], options);
    }

    /// <summary>
    /// Compares the companions of a method of two arguments with differences and with each other, and their values with the method's own.
    /// Those that are left out (null) are not looked at.
    /// </summary>
    /// <remarks>
    /// <c>Vjp</c> is called with the cotangents 1 and −2. <c>Hvp</c> is compared with differences of the gradient that <c>Gradient</c> gives, or <c>Vjp</c>, or
    /// else <c>Hvp</c> itself.
    /// </remarks>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="function">The method.</param>
    /// <param name="x">The first argument at the point.</param>
    /// <param name="y">The second argument at the point.</param>
    /// <param name="jvp">The method's <c>Jvp</c>.</param>
    /// <param name="vjp">The method's <c>Vjp</c>.</param>
    /// <param name="gradient">The method's <c>Gradient</c>.</param>
    /// <param name="hvp">The method's <c>Hvp</c>.</param>
    /// <param name="names">The names of the arguments for the report, one each.</param>
    /// <param name="options">How to compare.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">The point is not finite, or the names are not as many as the arguments.</exception>
    /// <example><code>DerivativeCheck.Companions(Beale, 1.2, 0.7, BealeJvp, BealeVjp, BealeGradient, BealeHvp).Require();</code></example>
    public static DerivativeReport Companions<R>(
        Func<R, R, R> function,
        R x,
        R y,
        Func<R, R, R, R, (R Value, R Tangent)>? jvp = null,
        Func<R, R, R, (R Value, R XGrad, R YGrad)>? vjp = null,
        Func<R, R, (R Value, R XGrad, R YGrad)>? gradient = null,
        Func<R, R, R, R, (R Value, R Tangent, R XGrad, R YGrad, R XHvp, R YHvp)>? hvp = null,
        string[]? names = null,
        DerivativeCheckOptions? options = null)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        ArgumentNullException.ThrowIfNull(function);
        ScalarCompanions<R> companions = new(p => function(p[0], p[1]))
        {
            Jvp = jvp is null ? null : (p, v) => jvp(p[0], p[1], v[0], v[1]),
            Vjp = vjp is null ? null : (p, valueGrad) =>
            {
                (R value, R xGrad, R yGrad) = vjp(p[0], p[1], valueGrad);
                return (value, [xGrad, yGrad]);
            },
            Gradient = gradient is null ? null : p =>
            {
                (R value, R xGrad, R yGrad) = gradient(p[0], p[1]);
                return (value, [xGrad, yGrad]);
            },
            Hvp = hvp is null ? null : (p, v) =>
            {
                (R value, R tangent, R xGrad, R yGrad, R xHvp, R yHvp) = hvp(p[0], p[1], v[0], v[1]);
                return (value, tangent, [xGrad, yGrad], [xHvp, yHvp]);
            },
        };
        return companions.Check([x, y], names ?? ["x", "y"], options);
    }

    /// <summary>
    /// Compares the companions of a method of three arguments with differences and with each other, and their values with the method's own.
    /// Those that are left out (null) are not looked at.
    /// </summary>
    /// <remarks>
    /// <c>Vjp</c> is called with the cotangents 1 and −2. <c>Hvp</c> is compared with differences of the gradient that <c>Gradient</c> gives, or <c>Vjp</c>, or
    /// else <c>Hvp</c> itself.
    /// </remarks>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="function">The method.</param>
    /// <param name="x">The first argument at the point.</param>
    /// <param name="y">The second argument at the point.</param>
    /// <param name="z">The third argument at the point.</param>
    /// <param name="jvp">The method's <c>Jvp</c>.</param>
    /// <param name="vjp">The method's <c>Vjp</c>.</param>
    /// <param name="gradient">The method's <c>Gradient</c>.</param>
    /// <param name="hvp">The method's <c>Hvp</c>.</param>
    /// <param name="names">The names of the arguments for the report, one each.</param>
    /// <param name="options">How to compare.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">The point is not finite, or the names are not as many as the arguments.</exception>
    public static DerivativeReport Companions<R>(
        Func<R, R, R, R> function,
        R x,
        R y,
        R z,
        Func<R, R, R, R, R, R, (R Value, R Tangent)>? jvp = null,
        Func<R, R, R, R, (R Value, R XGrad, R YGrad, R ZGrad)>? vjp = null,
        Func<R, R, R, (R Value, R XGrad, R YGrad, R ZGrad)>? gradient = null,
        Func<R, R, R, R, R, R, (R Value, R Tangent, R XGrad, R YGrad, R ZGrad, R XHvp, R YHvp, R ZHvp)>? hvp = null,
        string[]? names = null,
        DerivativeCheckOptions? options = null)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        ArgumentNullException.ThrowIfNull(function);
        ScalarCompanions<R> companions = new(p => function(p[0], p[1], p[2]))
        {
            Jvp = jvp is null ? null : (p, v) => jvp(p[0], p[1], p[2], v[0], v[1], v[2]),
            Vjp = vjp is null ? null : (p, valueGrad) =>
            {
                (R value, R xGrad, R yGrad, R zGrad) = vjp(p[0], p[1], p[2], valueGrad);
                return (value, [xGrad, yGrad, zGrad]);
            },
            Gradient = gradient is null ? null : p =>
            {
                (R value, R xGrad, R yGrad, R zGrad) = gradient(p[0], p[1], p[2]);
                return (value, [xGrad, yGrad, zGrad]);
            },
            Hvp = hvp is null ? null : (p, v) =>
            {
                (R value, R tangent, R xGrad, R yGrad, R zGrad, R xHvp, R yHvp, R zHvp) = hvp(p[0], p[1], p[2], v[0], v[1], v[2]);
                return (value, tangent, [xGrad, yGrad, zGrad], [xHvp, yHvp, zHvp]);
            },
        };
        return companions.Check([x, y, z], names ?? ["x", "y", "z"], options);
    }

    /// <summary>
    /// Compares the companions of a method of four arguments with differences and with each other, and their values with the method's own.
    /// Those that are left out (null) are not looked at.
    /// </summary>
    /// <remarks>
    /// <c>Vjp</c> is called with the cotangents 1 and −2. <c>Hvp</c> is compared with differences of the gradient that <c>Gradient</c> gives, or <c>Vjp</c>, or
    /// else <c>Hvp</c> itself.
    /// </remarks>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="function">The method.</param>
    /// <param name="x">The first argument at the point.</param>
    /// <param name="y">The second argument at the point.</param>
    /// <param name="z">The third argument at the point.</param>
    /// <param name="w">The fourth argument at the point.</param>
    /// <param name="jvp">The method's <c>Jvp</c>.</param>
    /// <param name="vjp">The method's <c>Vjp</c>.</param>
    /// <param name="gradient">The method's <c>Gradient</c>.</param>
    /// <param name="hvp">The method's <c>Hvp</c>.</param>
    /// <param name="names">The names of the arguments for the report, one each.</param>
    /// <param name="options">How to compare.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">The point is not finite, or the names are not as many as the arguments.</exception>
    public static DerivativeReport Companions<R>(
        Func<R, R, R, R, R> function,
        R x,
        R y,
        R z,
        R w,
        Func<R, R, R, R, R, R, R, R, (R Value, R Tangent)>? jvp = null,
        Func<R, R, R, R, R, (R Value, R XGrad, R YGrad, R ZGrad, R WGrad)>? vjp = null,
        Func<R, R, R, R, (R Value, R XGrad, R YGrad, R ZGrad, R WGrad)>? gradient = null,
        Func<R, R, R, R, R, R, R, R, (R Value, R Tangent, R XGrad, R YGrad, R ZGrad, R WGrad, R XHvp, R YHvp, R ZHvp, R WHvp)>? hvp = null,
        string[]? names = null,
        DerivativeCheckOptions? options = null)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        ArgumentNullException.ThrowIfNull(function);
        ScalarCompanions<R> companions = new(p => function(p[0], p[1], p[2], p[3]))
        {
            Jvp = jvp is null ? null : (p, v) => jvp(p[0], p[1], p[2], p[3], v[0], v[1], v[2], v[3]),
            Vjp = vjp is null ? null : (p, valueGrad) =>
            {
                (R value, R xGrad, R yGrad, R zGrad, R wGrad) = vjp(p[0], p[1], p[2], p[3], valueGrad);
                return (value, [xGrad, yGrad, zGrad, wGrad]);
            },
            Gradient = gradient is null ? null : p =>
            {
                (R value, R xGrad, R yGrad, R zGrad, R wGrad) = gradient(p[0], p[1], p[2], p[3]);
                return (value, [xGrad, yGrad, zGrad, wGrad]);
            },
            Hvp = hvp is null ? null : (p, v) =>
            {
                (R value, R tangent, R xGrad, R yGrad, R zGrad, R wGrad, R xHvp, R yHvp, R zHvp, R wHvp) = hvp(p[0], p[1], p[2], p[3], v[0], v[1], v[2], v[3]);
                return (value, tangent, [xGrad, yGrad, zGrad, wGrad], [xHvp, yHvp, zHvp, wHvp]);
            },
        };
        return companions.Check([x, y, z, w], names ?? ["x", "y", "z", "w"], options);
    }
}
