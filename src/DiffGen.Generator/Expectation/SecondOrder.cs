using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Emit;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Expectation;

/// <summary>Paths and log-probabilities as operations of the IR, so that they have derivatives of any order, and which primitives have a continuous derivative.</summary>
/// <param name="builder">Where they are written.</param>
internal sealed class SecondOrder(IrBuilder builder)
{
    private const string Draws = "global::DiffGen.CompilerServices.Draw.";

    /// <summary>
    /// Those whose derivatives are continuous wherever they have one. What is left out may have a kink, alone or after another one: <c>Sqrt(x * x)</c>, <c>Acos(Cos(x))</c>, <c>Pow(x, 1)</c>. A path may not go through it at second
    /// order, since its first derivative jumps, and the derivative of that misses the jump.
    /// </summary>
    private static readonly ImmutableHashSet<string> s_smooth = ImmutableHashSet.Create(
        "Add", "Subtract", "Multiply", "Divide", "Negate", "FusedMultiplyAdd", "MultiplyAddEstimate", "Lerp", "FromInteger", "Convert", "Widen", "Narrow", "DegreesToRadians", "RadiansToDegrees",
        "Exp", "Exp2", "Exp10", "ExpM1", "Exp2M1", "Exp10M1", "Log", "Log2", "Log10", "LogP1", "Log2P1", "Log10P1", "Sin", "Cos", "SinPi", "CosPi", "Sinh", "Cosh", "Tanh", "Asinh", "Atan", "AtanPi", "Erf", "Erfc", "NormalCdf", "Sigmoid", "Softplus");

    /// <summary>x = g(θ, z) with a draw z of constant parameters.</summary>
    private static readonly Dictionary<string, Func<Path, Value>> s_paths = new()
    {
        ["Normal"] = p => p.Located("Normal"),
        ["Laplace"] = p => p.Located("Laplace"),
        ["Logistic"] = p => p.Located("Logistic"),
        ["Gumbel"] = p => p.Located("Gumbel"),
        ["Cauchy"] = p => p.Located("Cauchy"),
        ["Uniform"] = p => p.Add(p[0], p.Multiply(p.Subtract(p[1], p[0]), p.Standard("Uniform", 0, 1))),
        ["LogNormal"] = p => p.Apply("Exp", p.Located("Normal")),
        ["HalfNormal"] = p => p.Multiply(p[0], p.Standard("HalfNormal", 1)),
        ["HalfCauchy"] = p => p.Multiply(p[0], p.Standard("HalfCauchy", 1)),
        ["Rayleigh"] = p => p.Multiply(p[0], p.Standard("Rayleigh", 1)),
        ["Exponential"] = p => p.Apply("Divide", p.Standard("Exponential", 1), p[0]),
        ["Weibull"] = p => p.Multiply(p[1], p.Apply("Exp", p.Apply("Divide", p.Apply("Log", p.Standard("Weibull", 1, 1)), p[0]))),
        ["Pareto"] = p => p.Multiply(p[0], p.Apply("Exp", p.Apply("Divide", p.Apply("Log", p.Standard("Pareto", 1, 1)), p[1]))),
        ["RelaxedBernoulli"] = p => p.Apply("Sigmoid", p.Apply("Divide", p.Add(p[0], p.Standard("Logistic", 0, 1)), p[1])),
    };

    /// <summary>log p(x; θ) but for what does not depend on θ. The parameters that must be constants are named: what they enter has no second derivative here. Twice differentiable by the others for every x.</summary>
    private static readonly Dictionary<string, (string[] Constants, Func<Path, Value> Density)> s_densities = new()
    {
        ["Normal"] = ([], p => p.Subtract(p.HalfSquare(p.Apply("Divide", p.Subtract(p.X, p[0]), p[1])), p.Apply("Log", p[1]))),
        ["LogNormal"] = ([], p => p.Subtract(p.HalfSquare(p.Apply("Divide", p.Subtract(p.Apply("Log", p.X), p[0]), p[1])), p.Apply("Log", p[1]))),
        ["HalfNormal"] = ([], p => p.Subtract(p.HalfSquare(p.Apply("Divide", p.X, p[0])), p.Apply("Log", p[0]))),
        ["Rayleigh"] = ([], p => p.Subtract(p.HalfSquare(p.Apply("Divide", p.X, p[0])), p.Multiply(p.Number(2), p.Apply("Log", p[0])))),
        ["Exponential"] = ([], p => p.Subtract(p.Apply("Log", p[0]), p.Multiply(p[0], p.X))),
        ["Logistic"] = ([], p => p.Standardized(u => p.Subtract(p.Apply("Negate", u), p.Multiply(p.Number(2), p.Apply("Softplus", p.Apply("Negate", u)))))),
        ["Gumbel"] = ([], p => p.Standardized(u => p.Subtract(p.Apply("Negate", u), p.Apply("Exp", p.Apply("Negate", u))))),
        ["Cauchy"] = ([], p => p.Standardized(u => p.Apply("Negate", p.Apply("LogP1", p.Multiply(u, u))))),
        ["Weibull"] = ([], p => p.Weibull()),
        ["Gamma"] = (["shape"], p => p.Subtract(p.Multiply(p[0], p.Apply("Log", p[1])), p.Multiply(p[1], p.X))),
        ["InverseGamma"] = (["shape"], p => p.Subtract(p.Multiply(p[0], p.Apply("Log", p[1])), p.Apply("Divide", p[1], p.X))),
        ["Bernoulli"] = ([], p => p.IfDrawn("{0}", () => p.Apply("Log", p[0]), () => p.Apply("Log", p.Rest(p[0])))),
        ["BernoulliLogit"] = ([], p => p.IfDrawn("{0}", () => p.Apply("Negate", p.Apply("Softplus", p.Apply("Negate", p[0]))), () => p.Apply("Negate", p.Apply("Softplus", p[0])))),
        ["Poisson"] = ([], p => p.Subtract(p.Count("{0} > 0", n => p.Multiply(n, p.Apply("Log", p[0]))), p[0])),
        ["Geometric"] = ([], p => p.Add(p.Apply("Log", p[0]), p.Count("{0} > 0", n => p.Multiply(n, p.Apply("Log", p.Rest(p[0])))))),
        ["NegativeBinomial"] = (["r"], p => p.Add(p.Multiply(p[0], p.Apply("Log", p[1])), p.Count("{0} > 0", n => p.Multiply(n, p.Apply("Log", p.Rest(p[1])))))),
        ["Binomial"] = ([], p => p.Binomial()),
        ["Categorical"] = ([], p => p.Categorical()),
    };

    /// <summary>The derivative of a primitive is continuous in all arguments.</summary>
    public static bool IsSmooth(string primitive) => s_smooth.Contains(primitive);

    /// <summary>The path of a draw has derivatives of any order.</summary>
    public static bool HasPath(string distribution) => s_paths.ContainsKey(distribution);

    /// <summary>The log-probability has derivatives of any order by the parameters that are differentiated.</summary>
    public static bool HasDensity(Distribution row, Func<int, bool> isActive) =>
        s_densities.TryGetValue(row.Name, out (string[] Constants, Func<Path, Value> Density) found) && !Enumerable.Range(0, row.Parameters.Length).Any(k => found.Constants.Contains(row.Parameters[k]) && isActive(k));

    /// <summary>x + g(θ, z) − stop g(θ, z): the draw, bit for bit, with the derivatives of its path.</summary>
    public Value PathOf(Opaque site)
    {
        var path = new Path(builder, site);
        Value moved = s_paths[site.Site!.Distribution](path);
        return path.Add(path.X, path.Subtract(moved, path.Stopped(moved)));
    }

    /// <summary>The log-probability at the draw, which is a constant.</summary>
    public Value LogDensityOf(Opaque site) => s_densities[site.Site!.Distribution].Density(new Path(builder, site));

    /// <summary>c exp(S − stop S): c, bit for bit, with all derivatives of c p(x; θ)/p(x; stop θ) (Foerster, Farquhar, Al-Shedivat, Rocktäschel, Xing and Whiteson, "DiCE", ICML 2018).</summary>
    public Value Boxed(Value cost, Value score)
    {
        Value stopped = builder.Pure(score.Type, "{0}", Precedences.Call, score);
        Value box = builder.Apply("Exp", score.Type, builder.Apply("Subtract", score.Type, score, stopped));
        return builder.Apply("Multiply", cost.Type, cost, Partials.Converted(builder, box, cost.Type));
    }

    /// <summary>A site: its draw, its parameters, and arithmetic in their type.</summary>
    private sealed class Path(IrBuilder builder, Opaque site)
    {
        private readonly IrType _real = Real(site);

        public Value this[int parameter] => site.Arguments[parameter];

        /// <summary>The draw.</summary>
        public Value X => site.Result!;

        public Value Apply(string primitive, params Value[] arguments) => builder.Apply(primitive, _real, arguments);

        public Value Add(Value a, Value b) => Apply("Add", a, b);

        public Value Subtract(Value a, Value b) => Apply("Subtract", a, b);

        public Value Multiply(Value a, Value b) => Apply("Multiply", a, b);

        public Value Number(double number) => builder.Constant(_real, _real.Real == RealKind.Float ? Literals.Real((float)number) : Literals.Real(number));

        public Value Stopped(Value value) => builder.Pure(value.Type, "{0}", Precedences.Call, value);

        public Value Rest(Value p) => Subtract(Number(1), p);

        /// <summary>−u²/2</summary>
        public Value HalfSquare(Value u) => Multiply(Number(-0.5), Multiply(u, u));

        /// <summary>What the site would draw of constants, from the same noise.</summary>
        public Value Standard(string distribution, params double[] parameters)
        {
            string numbers = string.Join(", ", parameters.Select(p => _real.Real == RealKind.Float ? Literals.Real((float)p) : Literals.Real(p)));
            return builder.Pure(_real, Draws + distribution + "<" + _real.Text + ">(" + numbers + ", {0})", Precedences.Call, site.Arguments[site.Arguments.Length - 1]);
        }

        /// <summary>θ₀ + θ₁ z</summary>
        public Value Located(string standard) => Add(this[0], Multiply(this[1], Standard(standard, 0, 1)));

        /// <summary>f((x − θ₀)/θ₁) − ln θ₁</summary>
        public Value Standardized(Func<Value, Value> density) => Subtract(density(Apply("Divide", Subtract(X, this[0]), this[1])), Apply("Log", this[1]));

        /// <summary>ln k − k ln λ + (k − 1) ln x − (x/λ)ᵏ</summary>
        public Value Weibull()
        {
            Value logarithm = Apply("Log", X), ratio = Multiply(this[0], Subtract(logarithm, Apply("Log", this[1])));
            return Subtract(Add(Subtract(Apply("Log", this[0]), logarithm), ratio), Apply("Exp", ratio));
        }

        /// <summary>A number by what the draw is; what is not drawn is not computed.</summary>
        /// <param name="condition">Of a count and what is given besides; of a coin, itself.</param>
        /// <param name="then">The number where it holds.</param>
        /// <param name="otherwise">The number where it does not.</param>
        /// <param name="besides">What else the condition is of.</param>
        public Value IfDrawn(string condition, Func<Value> then, Func<Value> otherwise, params Value[] besides)
        {
            Value test = X.Type == IrType.Bool ? X : builder.Pure(IrType.Bool, condition, Precedences.Relational, [X, .. besides]), result = builder.New(_real);
            builder.Open();
            Region first = builder.Close(then());
            builder.Open();
            Region second = builder.Close(otherwise());
            builder.Add(new If(builder.Origin, ImmutableArray.Create(result), test, first, second));
            return result;
        }

        /// <summary>A term with the count as a factor, 0 where the condition does not hold: 0 ln 0 is 0.</summary>
        public Value Count(string condition, Func<Value, Value> term) => IfDrawn(condition, () => term(Apply("FromInteger", X)), () => Number(0));

        /// <summary>x ln p + (n − x) ln(1 − p)</summary>
        public Value Binomial()
        {
            Value rest = builder.Pure(IrType.Int, "{0} - {1}", Precedences.Additive, this[0], X);
            return Add(Count("{0} > 0", x => Multiply(x, Apply("Log", this[1]))), IfDrawn("{0} < {1}", () => Multiply(Apply("FromInteger", rest), Apply("Log", Rest(this[1]))), () => Number(0), this[0]));
        }

        /// <summary>aₓ − l − ln Σ exp(aᵢ − l) with l = stop ln Σ exp(aᵢ)</summary>
        public Value Categorical()
        {
            Value normalizer = Surrogate.Normalizer(builder, this[0], _real);
            Value sum = Surrogate.OverLogits(builder, this[0], _real, builder.LengthOf(this[0]), (_, logit) => Apply("Exp", Subtract(logit, normalizer)));
            return Subtract(Subtract(builder.Load(this[0], X), normalizer), Apply("Log", sum));
        }

        private static IrType Real(Opaque site)
        {
            IrType real = site.Arguments.First(a => a.Type.Real != RealKind.None).Type;
            return real.IsBuffer ? real.ElementType : real;
        }
    }
}
