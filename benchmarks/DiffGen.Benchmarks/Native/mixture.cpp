// The log posterior of a Gaussian mixture: value, and value with gradient.
#include <algorithm>
#include <cmath>
#include <vector>

namespace
{
    double log_sum_exp(const double* x, int n)
    {
        double largest = x[0];
        for (int i = 1; i < n; i++)
        {
            largest = std::max(largest, x[i]);
        }

        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += std::exp(x[i] - largest);
        }

        return largest + std::log(sum);
    }

    // z = Q (x - mu), and its squared length. The strictly lower part of Q is stored column by column.
    inline double transform(int d, const double* __restrict x, const double* __restrict mu, const double* __restrict diagonal, const double* __restrict l, double* __restrict centred, double* __restrict z)
    {
        for (int j = 0; j < d; j++)
        {
            centred[j] = x[j] - mu[j];
            z[j] = diagonal[j] * centred[j];
        }

        for (int column = 0; column < d; column++)
        {
            double c = centred[column];
            const double* __restrict below = l - column - 1;
            for (int row = column + 1; row < d; row++)
            {
                z[row] += below[row] * c;
            }

            l += d - column - 1;
        }

        double square = 0;
        for (int j = 0; j < d; j++)
        {
            square += z[j] * z[j];
        }

        return square;
    }

    double prior(int k, int d, const double* q, const double* l, double gamma, int degrees, double* diagonal, double* log_determinant)
    {
        double squares = 0, sum = 0;
        for (int c = 0; c < k; c++)
        {
            double total = 0;
            for (int j = 0; j < d; j++)
            {
                double e = std::exp(q[c * d + j]);
                diagonal[c * d + j] = e;
                squares += e * e;
                total += q[c * d + j];
            }

            log_determinant[c] = total;
            sum += total;
        }

        int below = k * (d * (d - 1) / 2);
        for (int p = 0; p < below; p++)
        {
            squares += l[p] * l[p];
        }

        return degrees * sum - 0.5 * gamma * gamma * squares;
    }
}

extern "C" double mixture(int k, int d, int n, const double* alpha, const double* mu, const double* q, const double* l, const double* x, double gamma, int degrees)
{
    std::vector<double> diagonal(k * d), log_determinant(k), centred(d), z(d), terms(k);
    double total = prior(k, d, q, l, gamma, degrees, diagonal.data(), log_determinant.data());
    int below = d * (d - 1) / 2;
    for (int i = 0; i < n; i++)
    {
        for (int c = 0; c < k; c++)
        {
            terms[c] = alpha[c] + log_determinant[c] - 0.5 * transform(d, x + i * d, mu + c * d, &diagonal[c * d], l + c * below, centred.data(), z.data());
        }

        total += log_sum_exp(terms.data(), k);
    }

    return total - n * log_sum_exp(alpha, k);
}

extern "C" double mixture_gradient(
    int k, int d, int n, const double* alpha, const double* mu, const double* q, const double* l, const double* x, double gamma, int degrees,
    double* alpha_grad, double* mu_grad, double* q_grad, double* l_grad)
{
    std::vector<double> diagonal(k * d), log_determinant(k), centred(k * d), z(k * d), terms(k), weighted(d), z_sums(k * d), weights(k);
    double total = prior(k, d, q, l, gamma, degrees, diagonal.data(), log_determinant.data());
    int below = d * (d - 1) / 2;
    for (int p = 0; p < k * below; p++)
    {
        l_grad[p] = -gamma * gamma * l[p];
    }

    std::fill(q_grad, q_grad + k * d, 0.0);
    for (int i = 0; i < n; i++)
    {
        for (int c = 0; c < k; c++)
        {
            terms[c] = alpha[c] + log_determinant[c] - 0.5 * transform(d, x + i * d, mu + c * d, &diagonal[c * d], l + c * below, &centred[c * d], &z[c * d]);
        }

        double log_sum = log_sum_exp(terms.data(), k);
        total += log_sum;
        for (int c = 0; c < k; c++)
        {
            terms[c] = std::exp(terms[c] - log_sum);
        }

        for (int c = 0; c < k; c++)
        {
            double w = terms[c];
            const double* __restrict zc = &z[c * d];
            const double* __restrict xc = &centred[c * d];
            double* __restrict sums = &z_sums[c * d];
            double* __restrict diagonal_grad = q_grad + c * d;
            double* __restrict wz = weighted.data();
            weights[c] += w;
            for (int j = 0; j < d; j++)
            {
                wz[j] = w * zc[j];
                sums[j] += wz[j];
                diagonal_grad[j] -= wz[j] * xc[j];
            }

            double* __restrict g = l_grad + c * below;
            for (int column = 0; column < d; column++)
            {
                double factor = xc[column];
                double* __restrict column_grad = g - column - 1;
                for (int row = column + 1; row < d; row++)
                {
                    column_grad[row] -= wz[row] * factor;
                }

                g += d - column - 1;
            }
        }
    }

    // d / d mu = Q^T times the sum of w z over the points.
    double alpha_sum = log_sum_exp(alpha, k);
    for (int c = 0; c < k; c++)
    {
        const double* column_of_l = l + c * below;
        const double* sums = &z_sums[c * d];
        alpha_grad[c] = weights[c] - n * std::exp(alpha[c] - alpha_sum);
        for (int j = 0; j < d; j++)
        {
            double e = diagonal[c * d + j];
            double product = e * sums[j];
            for (int row = j + 1; row < d; row++)
            {
                product += *column_of_l++ * sums[row];
            }

            mu_grad[c * d + j] = product;
            q_grad[c * d + j] = weights[c] + e * q_grad[c * d + j] - gamma * gamma * e * e + degrees;
        }
    }

    return total - n * alpha_sum;
}
