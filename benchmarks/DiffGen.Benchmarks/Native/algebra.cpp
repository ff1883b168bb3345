// Determinant, least squares, logarithm of a sum of exponentials.
#include <algorithm>
#include <cmath>
#include <vector>

namespace
{
    // LU in place, rows exchanged for the largest pivot; the determinant.
    double eliminate(double* a, int n, int* order)
    {
        double determinant = 1;
        for (int i = 0; i < n; i++)
        {
            order[i] = i;
        }

        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int row = k + 1; row < n; row++)
            {
                if (std::fabs(a[row * n + k]) > std::fabs(a[pivot * n + k]))
                {
                    pivot = row;
                }
            }

            if (pivot != k)
            {
                std::swap_ranges(a + k * n, a + k * n + n, a + pivot * n);
                std::swap(order[k], order[pivot]);
                determinant = -determinant;
            }

            determinant *= a[k * n + k];
            double reciprocal = 1 / a[k * n + k];
            const double* __restrict upper = a + k * n;
            for (int row = k + 1; row < n; row++)
            {
                double* __restrict lower = a + row * n;
                double factor = lower[k] *= reciprocal;
                for (int column = k + 1; column < n; column++)
                {
                    lower[column] -= factor * upper[column];
                }
            }
        }

        return determinant;
    }
}

extern "C" double determinant(const double* matrix, int n)
{
    std::vector<double> a(matrix, matrix + n * n);
    std::vector<int> order(n);
    return eliminate(a.data(), n, order.data());
}

// The gradient of det A is det A times the transposed inverse, whose rows are solved for all at once.
extern "C" double determinant_gradient(const double* matrix, int n, double* grad)
{
    std::vector<double> a(matrix, matrix + n * n), inverse(n * n);
    std::vector<int> order(n);
    double det = eliminate(a.data(), n, order.data());

    // L U X = P, X the inverse; row r of P has its one at column order[r].
    for (int row = 0; row < n; row++)
    {
        double* __restrict x = &inverse[row * n];
        x[order[row]] = 1;
        for (int k = 0; k < row; k++)
        {
            double factor = a[row * n + k];
            const double* __restrict above = &inverse[k * n];
            for (int column = 0; column < n; column++)
            {
                x[column] -= factor * above[column];
            }
        }
    }

    for (int row = n - 1; row >= 0; row--)
    {
        double* __restrict x = &inverse[row * n];
        for (int k = row + 1; k < n; k++)
        {
            double factor = a[row * n + k];
            const double* __restrict under = &inverse[k * n];
            for (int column = 0; column < n; column++)
            {
                x[column] -= factor * under[column];
            }
        }

        double reciprocal = 1 / a[row * n + row];
        for (int column = 0; column < n; column++)
        {
            x[column] *= reciprocal;
        }
    }

    for (int row = 0; row < n; row++)
    {
        for (int column = 0; column < n; column++)
        {
            grad[row * n + column] = det * inverse[column * n + row];
        }
    }

    return det;
}

namespace
{
    // Powers of t, eight at a time, so that no power waits for the one before.
    inline void powers(double t, int m, double* __restrict power)
    {
        double lane[8];
        lane[0] = 1;
        for (int j = 1; j < 8; j++)
        {
            lane[j] = lane[j - 1] * t;
        }

        double eighth = lane[7] * t;
        for (int start = 0; start < m; start += 8)
        {
            for (int j = 0; j < 8; j++)
            {
                power[start + j] = lane[j];
                lane[j] *= eighth;
            }
        }
    }
}

extern "C" double least_squares(const double* coefficients, int m, int n)
{
    std::vector<double> power(m + 8);
    double sum = 0;
    for (int i = 0; i < n; i++)
    {
        double t = -1 + 2.0 * i / (n - 1);
        powers(t, m, power.data());
        double residual = (t > 0) - (t < 0);
        for (int j = 0; j < m; j++)
        {
            residual -= coefficients[j] * power[j];
        }

        sum += 0.5 * residual * residual;
    }

    return sum;
}

extern "C" double least_squares_gradient(const double* coefficients, int m, int n, double* __restrict grad)
{
    std::vector<double> powers_of_t(m + 8);
    double* __restrict power = powers_of_t.data();
    double sum = 0;
    std::fill(grad, grad + m, 0.0);
    for (int i = 0; i < n; i++)
    {
        double t = -1 + 2.0 * i / (n - 1);
        powers(t, m, power);
        double residual = (t > 0) - (t < 0);
        for (int j = 0; j < m; j++)
        {
            residual -= coefficients[j] * power[j];
        }

        sum += 0.5 * residual * residual;
        for (int j = 0; j < m; j++)
        {
            grad[j] -= residual * power[j];
        }
    }

    return sum;
}

extern "C" double log_sum_exp(const double* __restrict x, int n)
{
    double largest = x[0];
    for (int i = 1; i < n; i++)
    {
        largest = x[i] > largest ? x[i] : largest;
    }

    double sum = 0;
    for (int i = 0; i < n; i++)
    {
        sum += std::exp(x[i] - largest);
    }

    return largest + std::log(sum);
}

extern "C" double log_sum_exp_gradient(const double* __restrict x, int n, double* __restrict grad)
{
    double largest = x[0];
    for (int i = 1; i < n; i++)
    {
        largest = x[i] > largest ? x[i] : largest;
    }

    double sum = 0;
    for (int i = 0; i < n; i++)
    {
        grad[i] = std::exp(x[i] - largest);
        sum += grad[i];
    }

    double scale = 1 / sum;
    for (int i = 0; i < n; i++)
    {
        grad[i] *= scale;
    }

    return largest + std::log(sum);
}
