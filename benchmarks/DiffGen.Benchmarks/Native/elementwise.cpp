// Loops whose iterations meet in sums.
#include <cmath>

extern "C" double softplus(int n, const double* __restrict x)
{
    double sum = 0;
    for (int i = 0; i < n; i++)
    {
        sum += std::log(1 + std::exp(x[i]));
    }

    return sum;
}

extern "C" double softplus_gradient(int n, const double* __restrict x, double* __restrict grad)
{
    double sum = 0;
    for (int i = 0; i < n; i++)
    {
        double e = std::exp(x[i]);
        sum += std::log(1 + e);
        grad[i] = e / (1 + e);
    }

    return sum;
}

extern "C" double log_density(int n, double mean, double deviation, const double* __restrict x)
{
    double squares = 0, reciprocal = 1 / deviation;
    for (int i = 0; i < n; i++)
    {
        double z = (x[i] - mean) * reciprocal;
        squares += z * z;
    }

    return -0.5 * squares - n * std::log(deviation);
}

extern "C" double log_density_gradient(int n, double mean, double deviation, const double* __restrict x, double* __restrict grad)
{
    double squares = 0, sum = 0, reciprocal = 1 / deviation;
    for (int i = 0; i < n; i++)
    {
        double z = (x[i] - mean) * reciprocal;
        squares += z * z;
        sum += z;
    }

    grad[0] = sum * reciprocal;
    grad[1] = (squares - n) * reciprocal;
    return -0.5 * squares - n * std::log(deviation);
}

extern "C" float tanh_layer(int n, const float* __restrict x, float* __restrict hidden)
{
    float sum = 0;
    for (int i = 0; i < n; i++)
    {
        float t = std::tanh(x[i]);
        hidden[i] = t;
        sum += 0.5f * t * t;
    }

    return sum;
}

extern "C" float tanh_layer_gradient(int n, const float* __restrict x, float* __restrict hidden, float* __restrict grad)
{
    float sum = 0;
    for (int i = 0; i < n; i++)
    {
        float t = std::tanh(x[i]);
        hidden[i] = t;
        sum += 0.5f * t * t;
        grad[i] = t * (1 - t * t);
    }

    return sum;
}

extern "C" double logistic(int points, int features, const double* __restrict weights, const double* __restrict rows, const double* __restrict labels)
{
    double loss = 0;
    for (int i = 0; i < points; i++)
    {
        const double* __restrict row = rows + i * features;
        double score = 0;
        for (int j = 0; j < features; j++)
        {
            score += weights[j] * row[j];
        }

        loss += std::log(1 + std::exp(-labels[i] * score));
    }

    return loss;
}

extern "C" double logistic_gradient(int points, int features, const double* __restrict weights, const double* __restrict rows, const double* __restrict labels, double* __restrict grad)
{
    double loss = 0;
    for (int j = 0; j < features; j++)
    {
        grad[j] = 0;
    }

    for (int i = 0; i < points; i++)
    {
        const double* __restrict row = rows + i * features;
        double score = 0;
        for (int j = 0; j < features; j++)
        {
            score += weights[j] * row[j];
        }

        double e = std::exp(-labels[i] * score);
        double factor = -labels[i] * e / (1 + e);
        loss += std::log(1 + e);
        for (int j = 0; j < features; j++)
        {
            grad[j] += factor * row[j];
        }
    }

    return loss;
}
