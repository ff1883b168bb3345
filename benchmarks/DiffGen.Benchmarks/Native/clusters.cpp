// The cost of k-means and its gradient.
#include <algorithm>
#include <vector>

namespace
{
    // Squared distances of one point to all centroids, whose coordinates are stored one coordinate after another.
    template <int D>
    __attribute__((noinline)) int nearest(const double* __restrict point, const double* __restrict transposed, int k, int stride, double* __restrict distance, int dimensions)
    {
        int d = D > 0 ? D : dimensions;
        for (int c = 0; c < stride; c++)
        {
            distance[c] = 0;
        }

        // Four coordinates in a pass over the centroids.
        int j = 0;
        for (; j + 3 < d; j += 4)
        {
            double x0 = point[j], x1 = point[j + 1], x2 = point[j + 2], x3 = point[j + 3];
            const double* __restrict row = transposed + j * stride;
            for (int c = 0; c < stride; c++)
            {
                double d0 = x0 - row[c], d1 = x1 - row[stride + c], d2 = x2 - row[2 * stride + c], d3 = x3 - row[3 * stride + c];
                distance[c] += d0 * d0 + d1 * d1 + (d2 * d2 + d3 * d3);
            }
        }

        for (; j < d; j++)
        {
            const double* __restrict row = transposed + j * stride;
            for (int c = 0; c < stride; c++)
            {
                double difference = point[j] - row[c];
                distance[c] += difference * difference;
            }
        }

        double least = distance[0];
        for (int c = 1; c < k; c++)
        {
            least = distance[c] < least ? distance[c] : least;
        }

        int best = 0;
        while (distance[best] != least)
        {
            best++;
        }

        return best;
    }

    template <int D>
    double run(int k, int dimensions, int n, const double* centroids, const double* points, double* grad)
    {
        int d = D > 0 ? D : dimensions;
        int stride = (k + 15) / 16 * 16;
        std::vector<double> transposed(d * stride), distance(stride);
        for (int c = 0; c < k; c++)
        {
            for (int j = 0; j < d; j++)
            {
                transposed[j * stride + c] = centroids[c * d + j];
            }
        }

        if (grad)
        {
            std::fill(grad, grad + k * d, 0.0);
        }

        double cost = 0;
        for (int i = 0; i < n; i++)
        {
            const double* point = points + i * d;
            int best = nearest<D>(point, transposed.data(), k, stride, distance.data(), d);
            cost += distance[best];
            if (grad)
            {
                for (int j = 0; j < d; j++)
                {
                    grad[best * d + j] += 2 * (centroids[best * d + j] - point[j]);
                }
            }
        }

        return cost;
    }

    double dispatch(int k, int d, int n, const double* centroids, const double* points, double* grad)
    {
        return d == 16 ? run<16>(k, d, n, centroids, points, grad) : d == 8 ? run<8>(k, d, n, centroids, points, grad) : run<0>(k, d, n, centroids, points, grad);
    }
}

extern "C" double clusters(int k, int d, int n, const double* centroids, const double* points)
{
    return dispatch(k, d, n, centroids, points, nullptr);
}

extern "C" double clusters_gradient(int k, int d, int n, const double* centroids, const double* points, double* grad)
{
    return dispatch(k, d, n, centroids, points, grad);
}
