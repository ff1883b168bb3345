// Black-Scholes prices with five Greeks, and an Asian option over paths with three.
#include <cmath>

namespace
{
    inline double normal_cdf(double x)
    {
        return 0.5 * std::erfc(-x * 0.70710678118654752440);
    }
}

extern "C" double black_scholes(
    int n, const double* __restrict spot, const double* __restrict strike, const double* __restrict rate, const double* __restrict volatility, const double* __restrict years, double* __restrict value)
{
    for (int i = 0; i < n; i++)
    {
        double deviation = volatility[i] * std::sqrt(years[i]);
        double d1 = (std::log(spot[i] / strike[i]) + (rate[i] + 0.5 * volatility[i] * volatility[i]) * years[i]) / deviation;
        double discounted = strike[i] * std::exp(-rate[i] * years[i]);
        value[i] = spot[i] * normal_cdf(d1) - discounted * normal_cdf(d1 - deviation);
    }

    return value[0] + value[n - 1];
}

extern "C" double black_scholes_gradient(
    int n, const double* __restrict spot, const double* __restrict strike, const double* __restrict rate, const double* __restrict volatility, const double* __restrict years, double* __restrict value,
    double* __restrict spot_grad, double* __restrict strike_grad, double* __restrict rate_grad, double* __restrict volatility_grad, double* __restrict years_grad)
{
    for (int i = 0; i < n; i++)
    {
        double root = std::sqrt(years[i]), deviation = volatility[i] * root;
        double d1 = (std::log(spot[i] / strike[i]) + (rate[i] + 0.5 * volatility[i] * volatility[i]) * years[i]) / deviation;
        double discount = std::exp(-rate[i] * years[i]), discounted = strike[i] * discount;
        double cdf1 = normal_cdf(d1), cdf2 = normal_cdf(d1 - deviation);
        double vega = spot[i] * 0.39894228040143267794 * std::exp(-0.5 * d1 * d1) * root;
        value[i] = spot[i] * cdf1 - discounted * cdf2;
        spot_grad[i] = cdf1;
        strike_grad[i] = -discount * cdf2;
        rate_grad[i] = discounted * years[i] * cdf2;
        volatility_grad[i] = vega;
        years_grad[i] = 0.5 * vega * volatility[i] / years[i] + rate[i] * discounted * cdf2;
    }

    return value[0] + value[n - 1];
}

extern "C" double asian(double spot, double rate, double volatility, double strike, double years, int paths, int steps, const double* normals)
{
    double step = years / steps, drift = (rate - 0.5 * volatility * volatility) * step, deviation = volatility * std::sqrt(step), payoffs = 0;
    double growth[1024];
    for (int p = 0; p < paths; p++)
    {
        const double* z = normals + (long)p * steps;
        for (int t = 0; t < steps; t++)
        {
            growth[t] = std::exp(drift + deviation * z[t]);
        }

        double price = spot, sum = 0;
        for (int t = 0; t < steps; t++)
        {
            price *= growth[t];
            sum += price;
        }

        double payoff = sum / steps - strike;
        payoffs += payoff > 0 ? payoff : 0;
    }

    return std::exp(-rate * years) * payoffs / paths;
}

// The price at step t is spot exp(t drift + deviation W), W the sum of the normals so far: its derivatives are multiples of itself by t and W.
extern "C" double asian_gradient(double spot, double rate, double volatility, double strike, double years, int paths, int steps, const double* normals, double* grad)
{
    double step = years / steps, root = std::sqrt(step), drift = (rate - 0.5 * volatility * volatility) * step, deviation = volatility * root;
    double payoffs = 0, prices = 0, by_time = 0, by_walk = 0;
    double growth[1024];
    for (int p = 0; p < paths; p++)
    {
        const double* z = normals + (long)p * steps;
        for (int t = 0; t < steps; t++)
        {
            growth[t] = std::exp(drift + deviation * z[t]);
        }

        double price = spot, sum = 0, walk = 0, timed = 0, walked = 0;
        for (int t = 0; t < steps; t++)
        {
            price *= growth[t];
            walk += z[t];
            sum += price;
            timed += (t + 1) * price;
            walked += walk * price;
        }

        double payoff = sum / steps - strike;
        if (payoff > 0)
        {
            payoffs += payoff;
            prices += sum;
            by_time += timed;
            by_walk += walked;
        }
    }

    double scale = std::exp(-rate * years) / paths, each = scale / steps;
    grad[0] = each * prices / spot;
    grad[1] = each * by_time * step - years * scale * payoffs;
    grad[2] = each * (by_walk * root - by_time * volatility * step);
    return scale * payoffs;
}
